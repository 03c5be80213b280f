-- photo-file.store.ts deletePhotoFiles
delete
from "photo_files"
where "id" in (select value
  from json_each(?));

-- photo-file.store.ts insertPhotoFile
insert into "photo_files" ("photo_id", "file_name", "mime_type", "bytes", "sha256", "md5", "width_px", "height_px", "orientation", "role", "number", "storage_key", "added_at", "added_by")
values (?, …), …;

-- photo-file.store.ts insertPhotoFile
insert into "photo_files" ("photo_id", "role", "number", "storage_key", "file_name", "mime_type", "bytes", "sha256", "md5", "width_px", "height_px", "orientation", "added_at", "added_by")
values (?, …), …;

-- photo-file.store.ts isKeyNamed
select "id"
from "photo_files"
where (substr("photo_files"."sha256", 1, 8) in (?, …) and "photo_files"."sha256" in (?, …)) and "storage_key" = ?
limit ?;

-- photo-file.store.ts isKeyNamed
select "id"
from "photos"
where (substr("photos"."sha256", 1, 8) in (?, …) and "photos"."sha256" in (?, …)) and "storage_key" = ?
limit ?;

-- photo-file.store.ts lockPhoto
select *
from "photos"
where "id" = ?;

-- photo-file.store.ts selectPhotoFile
select *
from "photo_files"
where "id" = ? and "photo_id" = ? and "role" = ?;

-- photo-file.store.ts selectPhotoFiles
select *
from "photo_files"
where "photo_id" = ? and "role" = ?
order by "number" desc, "id";

-- photo-file.store.ts updateFormatCount
select count(*) as "files"
from "photo_files"
where "photo_id" = ? and "role" = ?;

-- photo-file.store.ts updateFormatCount
update "photos"
set "format_count" = ?, "updated_at" = ?
where "id" = ?;

-- released-original.store.ts deleteReleased
delete
from "released_originals"
where "storage_key" = ?;

-- released-original.store.ts insertReleased
insert or ignore into "released_originals" ("storage_key", "sha256", "released_at")
values (?, …), …;

-- released-original.store.ts isReleased
select "storage_key"
from "released_originals"
where "storage_key" = ?;

-- released-original.store.ts lockReleased
select *
from "released_originals"
where "storage_key" = ? and "released_at" <= ?;

-- released-original.store.ts selectReleased
select *
from "released_originals"
where "released_at" <= ?
order by "released_at"
limit ?;

