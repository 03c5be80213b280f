-- drop-representative.ts dropRepresentative
update `photos`
set `representative` = ?, `placeholder` = ?, `updated_at` = ?
where `id` = ?;

-- set-representative.ts
update `photos`
set `is_renderable` = ?
where `id` = ?;

-- set-representative.ts
update `photos`
set `representative` = ?, `is_renderable` = ?, `updated_at` = ?
where `id` = ?;

-- set-representative.ts canShow
select `mime_type`
from `photos`
where `id` = ?;

