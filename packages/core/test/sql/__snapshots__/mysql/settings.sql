-- photo-sorts.store.ts readPhotoSorts
select `key`, `value`
from `settings`
where `key` in (?, …);

-- picture.store.ts deletePictures
delete
from `settings`
where `key` in (?, …);

-- picture.store.ts insertPicture
insert ignore into `settings` (`key`, `value`, `updated_at`)
values (?, …), …;

-- picture.store.ts selectPicture
select `value`
from `settings`
where `key` = ?;

-- picture.store.ts selectPictures
select `key`
from `settings`
where `key` like ?;

-- setting.store.ts deleteSetting
delete
from `settings`
where `key` = ?;

-- setting.store.ts readSetting
select `value`
from `settings`
where `key` = ?;

-- setting.store.ts saveSetting
insert ignore into `settings` (`key`, `value`, `updated_at`)
values (?, …), …;

-- setting.store.ts saveSetting
update `settings`
set `value` = ?, `updated_at` = ?
where `key` = ?;

-- site.store.ts readSiteHead
select `key`, `value`
from `settings`
where `key` in (?, …);

