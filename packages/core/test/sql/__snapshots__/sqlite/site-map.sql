-- site-map.store.ts selectLastSeen
select "photos"."id"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?))))
order by "photos"."id" desc
limit ?;

-- site-map.store.ts selectLastSeen
select "photos"."id"
from "photos"
where +"photos"."deleted_at" is null
order by "photos"."id" desc
limit ?;

-- site-map.store.ts selectSeenRange
select "photos"."id", "photos"."updated_at"
from "photos"
where "photos"."id" >= ? and "photos"."id" < ? and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?))))
order by "photos"."id";

-- site-map.store.ts selectSeenRange
select "photos"."id", "photos"."updated_at"
from "photos"
where "photos"."id" >= ? and "photos"."id" < ? and +"photos"."deleted_at" is null
order by "photos"."id";

