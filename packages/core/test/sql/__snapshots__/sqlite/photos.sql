-- derivative-ahead.store.ts selectIdsOfAlbum
select "photo_id"
from "album_photos"
where "album_id" = ? and "photo_id" > ?
order by "photo_id"
limit ?;

-- derivative-ahead.store.ts selectToPrepare
select *
from "photos"
where "id" in (select value
  from json_each(?)) and "is_renderable" = ? and +"photos"."deleted_at" is null
order by "id";

-- derivative-ahead.store.ts updatePlaceholders
update "photos"
set "placeholder" = ?
where "id" = ? and "sha256" = ?;

-- photo.changes.ts writeAlbums
delete
from "album_photos"
where "album_id" = ? and "photo_id" in (select value
  from json_each(?));

-- photo.changes.ts writeAlbums
insert into "album_photos" ("album_id", "photo_id", "sort_at")
values (?, …), …;

-- photo.changes.ts writeColumns
update "album_photos"
set "sort_at" = ?
where "photo_id" in (select value
  from json_each(?));

-- photo.changes.ts writeColumns
update "photos"
set "author" = ?, "level" = ?, "taken_at" = ?, "taken_at_local" = ?, "sort_at" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.changes.ts writeColumns
update "photos"
set "focal_x" = ?, "focal_y" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.changes.ts writeColumns
update "photos"
set "taken_at" = ?, "taken_at_local" = ?, "sort_at" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.changes.ts writeColumns
update "photos"
set "title" = ?, "rating" = ?, "level" = ?, "taken_at" = ?, "taken_at_local" = ?, "taken_offset" = ?, "sort_at" = ?, "title_key" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.changes.ts writeColumns
update "photos"
set "title" = ?, "title_key" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.changes.ts writeColumns
update "photos"
set "translations" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.changes.ts writeTags
delete
from "photo_tags"
where "tag_id" = ? and "photo_id" in (select value
  from json_each(?));

-- photo.changes.ts writeTags
insert into "photo_tags" ("photo_id", "tag_id")
values (?, …), …;

-- photo.guarded.store.ts selectGuarded
select "id", "level", "deleted_at"
from "photos"
where "id" in (select value
  from json_each(?));

-- photo.lock.ts lockPhotos
select *
from "photos"
where "id" in (select value
  from json_each(?))
order by "id";

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids", (select "favourites"."id"
  from "favourites"
  where "favourites"."photo_id" = "photos"."id" and "favourites"."user_id" = ?) as "favourite_id"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids", (select "favourites"."id"
  from "favourites"
  where "favourites"."photo_id" = "photos"."id" and "favourites"."user_id" = ?) as "favourite_id", (select "photo_ratings"."stars"
  from "photo_ratings"
  where "photo_ratings"."photo_id" = "photos"."id" and "photo_ratings"."user_id" = ?) as "own_stars", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and ("comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?) and ("comments"."state" != ? or "comments"."user_id" = ?))) as "reader_comments", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?)) as "moderator_comments"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids", (select "favourites"."id"
  from "favourites"
  where "favourites"."photo_id" = "photos"."id" and "favourites"."user_id" = ?) as "favourite_id", (select "photo_ratings"."stars"
  from "photo_ratings"
  where "photo_ratings"."photo_id" = "photos"."id" and "photo_ratings"."user_id" = ?) as "own_stars", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and (("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
        from "share_links"
        where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?))) as "reader_comments", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?))) as "moderator_comments"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids", (select "favourites"."id"
  from "favourites"
  where "favourites"."photo_id" = "photos"."id" and "favourites"."user_id" = ?) as "favourite_id", (select "photo_ratings"."stars"
  from "photo_ratings"
  where "photo_ratings"."photo_id" = "photos"."id" and "photo_ratings"."user_id" = ?) as "own_stars", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and (true and true)) as "reader_comments", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and true) as "moderator_comments"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and ("comments"."link_id" = ? and "comments"."state" != ?)) as "reader_comments"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.opinions.store.ts selectPhotoWithOpinions
select "photos".*, "photo_scores"."stars" as "all_stars", "photo_scores"."ratings" as "all_ratings", (select group_concat("album_photos"."album_id") as "ids"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id") as "album_ids", (select count(*) as "count"
  from "comments"
  where "comments"."photo_id" = "photos"."id" and "comments"."state" != ? and ("comments"."link_id" is null and "comments"."state" != ?)) as "reader_comments"
from "photos"
left join "photo_scores" on "photo_scores"."photo_id" = "photos"."id"
where "photos"."id" = ?;

-- photo.places.store.ts selectPlacesOfPhotos
select "library_files"."photo_id", "library_folders"."album_id"
from "library_files"
inner join "library_folders" on "library_folders"."id" = "library_files"."folder_id"
where "library_files"."photo_id" in (select value
  from json_each(?));

-- photo.renderable.store.ts selectUnrendered
select "id", "sha256", "mime_type", "width_px", "height_px", "duration_seconds", "storage_key"
from "photos"
where "id" > ? and "id" <= ? and "is_renderable" = ? and "mime_type" in (?, …)
order by "id";

-- photo.renderable.store.ts setRenderable
select "id"
from "photos"
where "id" in (?, …) and "is_renderable" = ?
order by "id";

-- photo.renderable.store.ts setRenderable
update "photos"
set "is_renderable" = ?
where "id" in (?, …);

-- photo.rendering.ts
insert into "settings" ("key", "value", "updated_at")
values (?, …), …;

-- photo.rendering.ts
select "key"
from "settings"
where "key" = ?;

-- photo.rendering.ts
select max("id") as "id"
from "photos";

-- photo.rendering.ts readSignature
select "value"
from "settings"
where "key" = ?;

-- photo.smart.ts readSmartAlbums
select "id", "query"
from "albums"
where "id" in (select value
  from json_each(?)) and "query" is not null;

-- photo.store.ts addViews
update "photos"
set "views" = "views" + ?
where "id" = ?;

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and (album_photos.sort_at >= ? and (album_photos.sort_at > ? or album_photos.photo_id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and (album_photos.sort_at >= ? and (album_photos.sort_at > ? or album_photos.photo_id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (album_photos.sort_at <= ? and (album_photos.sort_at < ? or album_photos.photo_id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and (album_photos.sort_at <= ? and (album_photos.sort_at < ? or album_photos.photo_id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  inner join "albums" on "albums"."id" = "album_photos"."album_id"
  where "album_photos"."album_id" in (select value
    from json_each(?)) and "albums"."name_words" like ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" = ?
      limit 2147483647) as found) and "photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" = ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and ("photo_texts"."title" like ? or "photo_texts"."description" like ? or "photo_texts"."file" like ? or "photo_texts"."author" like ? or "photo_texts"."tags" like ? or "photo_texts"."place" like ? or "photo_texts"."camera" like ? or "photo_texts"."lens" like ? or "photo_texts"."fields" like ?)));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" = ?
      limit 2147483647) as found) and "photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and ("photo_texts"."title" like ? or "photo_texts"."description" like ? or "photo_texts"."file" like ? or "photo_texts"."author" like ? or "photo_texts"."tags" like ? or "photo_texts"."place" like ? or "photo_texts"."camera" like ? or "photo_texts"."lens" like ? or "photo_texts"."fields" like ?)));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."author" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."camera" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."description" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."file" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."lens" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."place" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."title" like ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and ("photos"."id" in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms cross join text_segments cross join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where "search_terms"."term" >= ? and "search_terms"."term" < ?
        limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
      from "photo_texts"
      where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?)));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ((photos.width_px * 1e0 / photos.height_px) > 1.05 and (photos.width_px * 1e0 / photos.height_px) < 2);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ((photos.width_px * 1e0 / photos.height_px) > ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.added_at >= ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.aperture < ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.bytes > ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.exposure_seconds < ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.focal_length_mm > ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.height_px < ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.id >= ? and photos.id <= ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.iso >= ? and photos.iso <= ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.latitude between ? and ? and (cos(radians(photos.latitude)) * cos(radians(photos.longitude)) * ? + cos(radians(photos.latitude)) * sin(radians(photos.longitude)) * ? + sin(radians(photos.latitude)) * ?) >= ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.level >= ? and photos.level <= ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.rating >= ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.taken_at_local >= ? and photos.taken_at_local < ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.width_px > ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "photo_tags"
  where "photo_tags"."photo_id" = "photos"."id");

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and not coalesce("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found), 0);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and not coalesce(exists (select 1 as "one"
    from "photo_tags"
    where "photo_tags"."photo_id" = "photos"."id"), 0);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and photos.media_type = ?;

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and photos.taken_at is not null;

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and ("photos"."id" in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms cross join text_segments cross join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where "search_terms"."term" >= ? and "search_terms"."term" < ?
        limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
      from "photo_texts"
      where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?)));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null;

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found);

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and ("photos"."id" in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms cross join text_segments cross join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where "search_terms"."term" >= ? and "search_terms"."term" < ?
        limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
      from "photo_texts"
      where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?)));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?));

-- photo.store.ts countPhotos
select count(*) as "photos"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?));

-- photo.store.ts countPickedPhotos
select count(*) as "photos"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?));

-- photo.store.ts selectAlbumsOf
select "photo_id", "album_id"
from "album_photos"
where "photo_id" in (select value
  from json_each(?))
order by "album_id";

-- photo.store.ts selectAnyById
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?));

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.added_at as "value"
from "photos"
order by photos.added_at asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.added_at as "value"
from "photos"
order by photos.added_at desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.added_at as "value"
from "photos"
where (photos.added_at <= ? and (photos.added_at < ? or photos.id < ?))
order by photos.added_at desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.added_at as "value"
from "photos"
where (photos.added_at >= ? and (photos.added_at > ? or photos.id > ?))
order by photos.added_at asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.file_name as "value"
from "photos"
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.file_name as "value"
from "photos"
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.file_name as "value"
from "photos"
where (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?))
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.file_name as "value"
from "photos"
where (photos.file_name >= ? and (photos.file_name > ? or photos.id > ?))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.id as "value"
from "photos"
order by photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.id as "value"
from "photos"
order by photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.id as "value"
from "photos"
where photos.id < ?
order by photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.id as "value"
from "photos"
where photos.id > ?
order by photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.rating as "value"
from "photos"
order by photos.rating asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.rating as "value"
from "photos"
order by photos.rating desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.rating as "value"
from "photos"
where ((photos.rating <= ? or photos.rating is null) and ((photos.rating < ? or photos.rating is null) or photos.id < ?))
order by photos.rating desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.rating as "value"
from "photos"
where (1 = 1 and (photos.rating is not null or photos.id > ?))
order by photos.rating asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.sort_at as "value"
from "photos"
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.sort_at as "value"
from "photos"
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.sort_at as "value"
from "photos"
where (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.sort_at as "value"
from "photos"
where (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.title_key as "value"
from "photos"
order by photos.title_key asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.title_key as "value"
from "photos"
order by photos.title_key desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.title_key as "value"
from "photos"
where (photos.title_key <= ? and (photos.title_key < ? or photos.id < ?))
order by photos.title_key desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.title_key as "value"
from "photos"
where (photos.title_key >= ? and (photos.title_key > ? or photos.id > ?))
order by photos.title_key asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.views as "value"
from "photos"
order by photos.views asc, photos.id asc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.views as "value"
from "photos"
order by photos.views desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.views as "value"
from "photos"
where (photos.views <= ? and (photos.views < ? or photos.id < ?))
order by photos.views desc, photos.id desc
limit ?;

-- photo.store.ts selectIdsInOrder
select "photos"."id", photos.views as "value"
from "photos"
where (photos.views >= ? and (photos.views > ? or photos.id > ?))
order by photos.views asc, photos.id asc
limit ?;

-- photo.store.ts selectJoins
select "photo_tags"."photo_id", "tags"."id", "tags"."name" as "name", "tags"."slug" as "slug", "tags"."name_key" as "name_key", "tags"."translations" as "translations"
from "photo_tags"
inner join "tags" on "tags"."id" = "photo_tags"."tag_id"
where "photo_tags"."photo_id" in (select value
  from json_each(?))
union all select "album_photos"."photo_id", "album_photos"."album_id" as "id", null as "name", null as "slug", null as "name_key", null as "translations"
from "album_photos"
where "album_photos"."photo_id" in (select value
  from json_each(?));

-- photo.store.ts selectPhoto
select *
from "photos"
where "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" = ?;

-- photo.store.ts selectPhotoInScope
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and "photos"."id" = ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  inner join "albums" on "albums"."id" = "album_photos"."album_id"
  where "album_photos"."album_id" in (select value
    from json_each(?)) and "albums"."name_words" like ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" = ?
      limit 2147483647) as found) and "photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" = ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and ("photo_texts"."title" like ? or "photo_texts"."description" like ? or "photo_texts"."file" like ? or "photo_texts"."author" like ? or "photo_texts"."tags" like ? or "photo_texts"."place" like ? or "photo_texts"."camera" like ? or "photo_texts"."lens" like ? or "photo_texts"."fields" like ?)))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" = ?
      limit 2147483647) as found) and "photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and ("photo_texts"."title" like ? or "photo_texts"."description" like ? or "photo_texts"."file" like ? or "photo_texts"."author" like ? or "photo_texts"."tags" like ? or "photo_texts"."place" like ? or "photo_texts"."camera" like ? or "photo_texts"."lens" like ? or "photo_texts"."fields" like ?)))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."author" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."camera" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."description" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."file" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."lens" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."place" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
    from "photo_texts"
    where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."title" like ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and ("photos"."id" in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms cross join text_segments cross join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where "search_terms"."term" >= ? and "search_terms"."term" < ?
        limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
      from "photo_texts"
      where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?)))
order by photos.added_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ((photos.width_px * 1e0 / photos.height_px) > 1.05 and (photos.width_px * 1e0 / photos.height_px) < 2)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and ((photos.width_px * 1e0 / photos.height_px) > ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.added_at >= ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.aperture < ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.bytes > ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.exposure_seconds < ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.focal_length_mm > ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.height_px < ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.id >= ? and photos.id <= ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.iso >= ? and photos.iso <= ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.latitude between ? and ? and (cos(radians(photos.latitude)) * cos(radians(photos.longitude)) * ? + cos(radians(photos.latitude)) * sin(radians(photos.longitude)) * ? + sin(radians(photos.latitude)) * ?) >= ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.level >= ? and photos.level <= ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.rating >= ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.taken_at_local >= ? and photos.taken_at_local < ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and (photos.width_px > ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?)))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?)))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?))
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name >= ? and (photos.file_name > ? or photos.id > ?))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "photo_tags"
  where "photo_tags"."photo_id" = "photos"."id")
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and not coalesce("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found), 0)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and not coalesce(exists (select 1 as "one"
    from "photo_tags"
    where "photo_tags"."photo_id" = "photos"."id"), 0)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and photos.media_type = ?
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
      from json_each(?)))) and photos.taken_at is not null
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and ("photos"."id" in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms cross join text_segments cross join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where "search_terms"."term" >= ? and "search_terms"."term" < ?
        limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
      from "photo_texts"
      where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?)))
order by photos.added_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?)))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?)))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?))
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name >= ? and (photos.file_name > ? or photos.id > ?))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select "photo_tags"."photo_id"
  from "photo_tags"
  where "photo_tags"."tag_id" = ?) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found)
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) and ("photos"."id" in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms cross join text_segments cross join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where "search_terms"."term" >= ? and "search_terms"."term" < ?
        limit 2147483647) as found) and "photos"."id" in (select "photo_texts"."photo_id"
      from "photo_texts"
      where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?)))
order by photos.added_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and ("photos"."id" in (select found.photo_id
    from (select photo_terms.photo_id
      
      from search_terms cross join text_segments cross join photo_terms
      on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
      
      where "search_terms"."term" >= ? and "search_terms"."term" < ?
      limit 2147483647) as found) or (photos.width_px >= ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?)))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?)))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?))
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.file_name >= ? and (photos.file_name > ? or photos.id > ?))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at <= ? and (photos.sort_at < ? or photos.id < ?))
order by photos.sort_at desc, photos.id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where +"photos"."deleted_at" is null and exists (select 1 as "one"
  from "album_photos"
  where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
    from json_each(?))) and (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))
order by photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?)
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and (album_photos.sort_at <= ? and (album_photos.sort_at < ? or album_photos.photo_id < ?))
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and (album_photos.sort_at >= ? and (album_photos.sort_at > ? or album_photos.photo_id > ?))
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found)
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by album_photos.position asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by album_photos.position desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.added_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.added_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.file_name asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.file_name desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.rating asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.rating desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.title_key asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.title_key desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.views asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ?
order by photos.views desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?)
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and (album_photos.sort_at <= ? and (album_photos.sort_at < ? or album_photos.photo_id < ?))
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select "album_photos"."photo_id"
  from "album_photos"
  where "album_photos"."album_id" = ?) and (album_photos.sort_at >= ? and (album_photos.sort_at > ? or album_photos.photo_id > ?))
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and "photos"."id" in (select found.photo_id
  from (select photo_terms.photo_id
    
    from search_terms cross join text_segments cross join photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    
    where "search_terms"."term" >= ? and "search_terms"."term" < ?
    limit 2147483647) as found)
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and ((photos.rating <= ? or photos.rating is null) and ((photos.rating < ? or photos.rating is null) or album_photos.photo_id < ?))
order by photos.rating desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (1 = 1 and (photos.rating is not null or album_photos.photo_id > ?))
order by photos.rating asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (album_photos.position <= ? and (album_photos.position < ? or album_photos.photo_id < ?))
order by album_photos.position desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (album_photos.position >= ? and (album_photos.position > ? or album_photos.photo_id > ?))
order by album_photos.position asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (album_photos.sort_at <= ? and (album_photos.sort_at < ? or album_photos.photo_id < ?))
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (album_photos.sort_at >= ? and (album_photos.sort_at > ? or album_photos.photo_id > ?))
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.added_at <= ? and (photos.added_at < ? or album_photos.photo_id < ?))
order by photos.added_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.added_at >= ? and (photos.added_at > ? or album_photos.photo_id > ?))
order by photos.added_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.file_name <= ? and (photos.file_name < ? or album_photos.photo_id < ?))
order by photos.file_name desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.file_name >= ? and (photos.file_name > ? or album_photos.photo_id > ?))
order by photos.file_name asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.title_key <= ? and (photos.title_key < ? or album_photos.photo_id < ?))
order by photos.title_key desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.title_key >= ? and (photos.title_key > ? or album_photos.photo_id > ?))
order by photos.title_key asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.views <= ? and (photos.views < ? or album_photos.photo_id < ?))
order by photos.views desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and (photos.views >= ? and (photos.views > ? or album_photos.photo_id > ?))
order by photos.views asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and album_photos.photo_id < ?
order by album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and "photos"."level" <= ? and album_photos.photo_id > ?
order by album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and (album_photos.sort_at <= ? and (album_photos.sort_at < ? or album_photos.photo_id < ?))
order by album_photos.sort_at desc, album_photos.photo_id desc
limit ?;

-- photo.store.ts selectPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at", "album_photos"."position" as "album_position"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."album_id" = ? and "photos"."deleted_at" is null and (album_photos.sort_at >= ? and (album_photos.sort_at > ? or album_photos.photo_id > ?))
order by album_photos.sort_at asc, album_photos.photo_id asc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null
order by photos.title_key asc, photos.id asc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null
order by photos.title_key desc, photos.id desc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null
order by photos.views asc, photos.id asc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null
order by photos.views desc, photos.id desc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.file_name <= ? and (photos.file_name < ? or photos.id < ?))
order by photos.file_name desc, photos.id desc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.file_name >= ? and (photos.file_name > ? or photos.id > ?))
order by photos.file_name asc, photos.id asc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.title_key <= ? and (photos.title_key < ? or photos.id < ?))
order by photos.title_key desc, photos.id desc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.title_key >= ? and (photos.title_key > ? or photos.id > ?))
order by photos.title_key asc, photos.id asc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.views <= ? and (photos.views < ? or photos.id < ?))
order by photos.views desc, photos.id desc
limit ?;

-- photo.store.ts selectPickedPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and +"photos"."deleted_at" is null and (photos.views >= ? and (photos.views > ? or photos.id > ?))
order by photos.views asc, photos.id asc
limit ?;

-- photo.store.ts selectRenderedPhoto
select "id", "sha256", "storage_key", "mime_type", "duration_seconds", "width_px", "height_px", "orientation", "is_renderable", "focal_x", "focal_y", "representative", "level", "deleted_at"
from "photos"
where "photos"."id" = ?;

-- photo.store.ts selectVisibleIds
select "id", "level", "deleted_at"
from "photos"
where "photos"."id" in (select value
  from json_each(?));

-- photo.store.ts selectWholePhotos
select *
from "photos"
where "photos"."id" in (select value
  from json_each(?));

-- photo.store.ts sortPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?))))
order by (((photos.id % ?) * ? + ?) % ?) asc, photos.id asc
limit ?;

-- photo.store.ts sortPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?))))
order by photos.rating desc, photos.sort_at asc, photos.id asc
limit ?;

-- photo.store.ts sortPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and ((((photos.id % ?) * ? + ?) % ?) >= ? and ((((photos.id % ?) * ? + ?) % ?) > ? or photos.id > ?))
order by (((photos.id % ?) * ? + ?) % ?) asc, photos.id asc
limit ?;

-- photo.store.ts sortPhotos
select "photos"."id", "photos"."title", "photos"."title_key", "photos"."description", "photos"."translations", "photos"."file_name", "photos"."source_file_name", "photos"."base_key", "photos"."media_type", "photos"."mime_type", "photos"."width_px", "photos"."height_px", "photos"."orientation", "photos"."duration_seconds", "photos"."is_renderable", "photos"."bytes", "photos"."sha256", "photos"."md5", "photos"."storage_key", "photos"."taken_at", "photos"."taken_at_local", "photos"."taken_offset", "photos"."sort_at", "photos"."added_at", "photos"."updated_at", "photos"."author", "photos"."copyright", "photos"."rating", "photos"."level", "photos"."latitude", "photos"."longitude", "photos"."altitude", "photos"."camera_make", "photos"."camera_model", "photos"."lens", "photos"."iso", "photos"."aperture", "photos"."exposure_seconds", "photos"."focal_length_mm", "photos"."city", "photos"."country", "photos"."views", "photos"."placeholder", "photos"."focal_x", "photos"."focal_y", "photos"."added_by", "photos"."representative", "photos"."format_count", "photos"."deleted_at"
from "photos"
where (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
      from json_each(?)))) and ((photos.rating <= ? or photos.rating is null) and ((photos.rating < ? or photos.rating is null) or (photos.sort_at >= ? and (photos.sort_at > ? or photos.id > ?))))
order by photos.rating desc, photos.sort_at asc, photos.id asc
limit ?;

-- photo.trash.ts moveCounts
select "album_photos"."album_id", "photos"."level", count(*) as "photos"
from "album_photos"
inner join "photos" on "photos"."id" = "album_photos"."photo_id"
where "album_photos"."photo_id" in (select value
  from json_each(?))
group by "album_photos"."album_id", "photos"."level";

-- photo.trash.ts restorePhotos
update "photos"
set "deleted_at" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.trash.ts selectByState
select "id"
from "photos"
where "id" in (select value
  from json_each(?)) and "deleted_at" is not null
order by "id";

-- photo.trash.ts selectByState
select "id"
from "photos"
where "id" in (select value
  from json_each(?)) and "deleted_at" is null
order by "id";

-- photo.trash.ts trashPhotos
update "photos"
set "deleted_at" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- photo.update.ts work
select *
from "photos"
where "id" = ?;

-- visible-rows.ts keepVisible
select "photo_id", "album_id"
from "album_photos"
where "photo_id" in (select value
  from json_each(?));

