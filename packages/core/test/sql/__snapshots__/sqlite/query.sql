-- reading.ts findFitting
select exists (select 1 as "one"
  from "photos"
  where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
      from "album_photos"
      where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
        from json_each(?)))) and "photos"."id" in (select "photo_terms"."photo_id"
    from "text_segments" cross join "photo_terms"
    where "photo_terms"."segment" = "text_segments"."segment" and "photo_terms"."term_id" in (select "search_terms"."id"
      from "search_terms"
      where "term" >= ? and "term" < ?))) as "w0", exists (select 1 as "one"
  from "photos"
  where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
      from "album_photos"
      where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
        from json_each(?)))) and "photos"."id" in (select "photo_terms"."photo_id"
    from "text_segments" cross join "photo_terms"
    where "photo_terms"."segment" = "text_segments"."segment" and "photo_terms"."term_id" in (select "search_terms"."id"
      from "search_terms"
      where "term" >= ? and "term" < ?))) as "w1";

