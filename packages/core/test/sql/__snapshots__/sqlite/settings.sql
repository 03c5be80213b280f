-- derivative-settings.change.ts write
insert or ignore into "settings" ("key", "value", "updated_at")
values (?, …), …;

-- derivative-settings.change.ts write
update "settings"
set "value" = ?, "updated_at" = ?
where "key" = ?;

-- metadata-settings.change.ts write
insert or ignore into "settings" ("key", "value", "updated_at")
values (?, …), …;

-- metadata-settings.change.ts write
update "settings"
set "value" = ?, "updated_at" = ?
where "key" = ?;

-- metadata-settings.ts loadMetadataSettings
select "value"
from "settings"
where "key" = ?;

-- photo-sorts.store.ts readPhotoSorts
select "key", "value"
from "settings"
where "key" in (?, …);

-- site.store.ts readSite
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

