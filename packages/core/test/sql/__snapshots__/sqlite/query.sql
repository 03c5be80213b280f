-- reading.ts findFitting
select exists (select 1 as "one"
  from "photos"
  where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
      from "album_photos"
      where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
        from json_each(?)))) and "photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found)) as "w0", exists (select 1 as "one"
  from "photos"
  where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
      from "album_photos"
      where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
        from json_each(?)))) and "photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found)) as "w1";

