-- table.store.ts selectPhotosByFileName
select "photos"."id", "photos"."file_name" as "key"
from "photos"
where "photos"."file_name" in (?, …) and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?))))
limit ?;

-- table.store.ts selectPhotosByFileName
select "photos"."id", "photos"."file_name" as "key"
from "photos"
where "photos"."file_name" in (?, …) and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" = ?)
limit ?;

-- table.store.ts selectPhotosByFileName
select "photos"."id", "photos"."file_name" as "key"
from "photos"
where "photos"."file_name" in (?, …) and +"photos"."deleted_at" is null
limit ?;

-- table.store.ts selectPhotosByFileName
select "photos"."id", "photos"."file_name" as "key"
from "photos"
where "photos"."file_name" in (?, …) and +"photos"."deleted_at" is null and exists (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" = ?)
limit ?;

-- table.store.ts selectPhotosBySha256
select "photos"."id", "photos"."sha256" as "key"
from "photos"
where (substr("photos"."sha256", 1, 8) in (?, …) and "photos"."sha256" in (?, …)) and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?))))
limit ?;

-- table.store.ts selectPhotosBySha256
select "photos"."id", "photos"."sha256" as "key"
from "photos"
where (substr("photos"."sha256", 1, 8) in (?, …) and "photos"."sha256" in (?, …)) and +"photos"."deleted_at" is null
limit ?;

