-- duplicate.store.ts selectNamesake
select "photos"."id"
from "photos"
inner join "album_photos" on "album_photos"."photo_id" = "photos"."id"
where "photos"."file_name" = ? and "album_photos"."album_id" = ? and +"photos"."deleted_at" is null
order by "photos"."id"
limit ?;

-- duplicate.store.ts selectTwins
select "id", "added_by"
from "photos"
where (substr("photos"."sha256", 1, 8) in (?, …) and "photos"."sha256" in (?, …)) and "storage_key" is not null and +"photos"."deleted_at" is null
order by "id"
limit ?;

-- link-duplicate.ts linkDuplicate
insert or ignore into "album_photos" ("album_id", "photo_id", "sort_at")
values (?, …), …;

-- link-duplicate.ts linkDuplicate
select "sort_at", "level", "deleted_at"
from "photos"
where "id" = ?;

