-- logo.store.ts deleteLeftLogoPictures
delete
from `settings`
where `key` in (?, …);

-- logo.store.ts insertLogoPicture
insert ignore into `settings` (`key`, `value`, `updated_at`)
values (?, …), …;

-- logo.store.ts selectLogoPicture
select `value`
from `settings`
where `key` = ?;

