-- import.store.ts selectAlbumByName
select "id"
from "albums"
where "name" = ? and "query" is null and "parent_id" = ?
order by "is_folder", "id"
limit ?;

-- import.store.ts selectAlbumByName
select "id"
from "albums"
where "name" = ? and "query" is null and "parent_id" is null
order by "is_folder", "id"
limit ?;

-- import.store.ts selectStorageKey
select "storage_key"
from "photos"
where "id" = ?;

-- import.store.ts selectStoredPhoto
select "photos"."id"
from "photos"
where (substr("photos"."sha256", 1, 8) in (?, …) and "photos"."sha256" in (?, …)) and "storage_key" is not null and +"photos"."deleted_at" is null
order by "photos"."id"
limit ?;

