-- table.store.ts selectPhotosByFileName
select `photos`.`id`, `photos`.`file_name` as `key`
from `photos`
where `photos`.`file_name` in (?, …) and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed)))
limit ?;

-- table.store.ts selectPhotosByFileName
select `photos`.`id`, `photos`.`file_name` as `key`
from `photos`
where `photos`.`file_name` in (?, …) and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed))) and exists (select `album_photos`.`photo_id`
  from `album_photos`
  where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` = ?)
limit ?;

-- table.store.ts selectPhotosByFileName
select `photos`.`id`, `photos`.`file_name` as `key`
from `photos`
where `photos`.`file_name` in (?, …) and `photos`.`deleted_at` is null
limit ?;

-- table.store.ts selectPhotosByFileName
select `photos`.`id`, `photos`.`file_name` as `key`
from `photos`
where `photos`.`file_name` in (?, …) and `photos`.`deleted_at` is null and exists (select `album_photos`.`photo_id`
  from `album_photos`
  where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` = ?)
limit ?;

-- table.store.ts selectPhotosBySha256
select `photos`.`id`, `photos`.`sha256` as `key`
from `photos`
where `photos`.`sha256` in (?, …) and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed)))
limit ?;

-- table.store.ts selectPhotosBySha256
select `photos`.`id`, `photos`.`sha256` as `key`
from `photos`
where `photos`.`sha256` in (?, …) and `photos`.`deleted_at` is null
limit ?;

