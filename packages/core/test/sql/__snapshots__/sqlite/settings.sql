-- photo-sorts.store.ts readPhotoSorts
select "key", "value"
from "settings"
where "key" in (?, …);

-- setting.store.ts deleteSetting
delete
from "settings"
where "key" = ?;

-- setting.store.ts readSetting
select "value"
from "settings"
where "key" = ?;

-- setting.store.ts saveSetting
insert or ignore into "settings" ("key", "value", "updated_at")
values (?, …), …;

-- setting.store.ts saveSetting
update "settings"
set "value" = ?, "updated_at" = ?
where "key" = ?;

-- site.store.ts readSiteHead
select "key", "value"
from "settings"
where "key" in (?, …);

-- watermark-picture.store.ts deleteWatermarkPictures
delete
from "settings"
where "key" in (?, …);

-- watermark-picture.store.ts insertWatermarkPicture
insert or ignore into "settings" ("key", "value", "updated_at")
values (?, …), …;

-- watermark-picture.store.ts selectWatermarkPicture
select "value"
from "settings"
where "key" = ?;

-- watermark-picture.store.ts selectWatermarkPictures
select "key"
from "settings"
where "key" like ?;

