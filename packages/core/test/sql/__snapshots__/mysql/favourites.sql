-- favourite.store.ts countAllFavourites
select count(*) as `count`
from `favourites`
where `link_id` = ?;

-- favourite.store.ts countAllFavourites
select count(*) as `count`
from `favourites`
where `user_id` = ?;

-- favourite.store.ts countFavourites
select count(*) as `count`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`link_id` = ? and (`photos`.`level` <= ? and (`photos`.`id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed) and `photos`.`deleted_at` is null));

-- favourite.store.ts countFavourites
select count(*) as `count`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`link_id` = ? and `photos`.`deleted_at` is null;

-- favourite.store.ts countFavourites
select count(*) as `count`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`user_id` = ? and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed)));

-- favourite.store.ts deleteFavourites
delete
from `favourites`
where `link_id` = ? and `photo_id` in (1, …);

-- favourite.store.ts deleteFavourites
delete
from `favourites`
where `user_id` = ?;

-- favourite.store.ts deleteFavourites
delete
from `favourites`
where `user_id` = ? and `photo_id` in (1, …);

-- favourite.store.ts hasFavourite
select `id`
from `favourites`
where `link_id` = ? and `photo_id` = ?;

-- favourite.store.ts hasFavourite
select `id`
from `favourites`
where `user_id` = ? and `photo_id` = ?;

-- favourite.store.ts insertFavourites
insert ignore into `favourites` (`user_id`, `link_id`, `photo_id`, `added_at`)
values (?, …), …;

-- favourite.store.ts selectChosenBy
select `id`, `photo_id`, `added_at`
from `favourites`
where `user_id` = ? and `id` > ?
order by `id`
limit ?;

-- favourite.store.ts selectFavourites
select `photos`.`id`, `photos`.`title`, `photos`.`title_key`, `photos`.`description`, `photos`.`translations`, `photos`.`file_name`, `photos`.`source_file_name`, `photos`.`base_key`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`width_px`, `photos`.`height_px`, `photos`.`orientation`, `photos`.`duration_seconds`, `photos`.`is_renderable`, `photos`.`bytes`, `photos`.`sha256`, `photos`.`md5`, `photos`.`storage_key`, `photos`.`taken_at`, `photos`.`taken_at_local`, `photos`.`taken_offset`, `photos`.`sort_at`, `photos`.`added_at`, `photos`.`updated_at`, `photos`.`author`, `photos`.`copyright`, `photos`.`rating`, `photos`.`level`, `photos`.`latitude`, `photos`.`longitude`, `photos`.`altitude`, `photos`.`camera_make`, `photos`.`camera_model`, `photos`.`lens`, `photos`.`iso`, `photos`.`aperture`, `photos`.`exposure_seconds`, `photos`.`focal_length_mm`, `photos`.`city`, `photos`.`country`, `photos`.`views`, `photos`.`placeholder`, `photos`.`focal_x`, `photos`.`focal_y`, `photos`.`added_by`, `photos`.`representative`, `photos`.`format_count`, `photos`.`deleted_at`, `favourites`.`id` as `favourite_id`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`link_id` = ? and (`photos`.`level` <= ? and (`photos`.`id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed) and `photos`.`deleted_at` is null))
order by `favourites`.`id` desc
limit ?;

-- favourite.store.ts selectFavourites
select `photos`.`id`, `photos`.`title`, `photos`.`title_key`, `photos`.`description`, `photos`.`translations`, `photos`.`file_name`, `photos`.`source_file_name`, `photos`.`base_key`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`width_px`, `photos`.`height_px`, `photos`.`orientation`, `photos`.`duration_seconds`, `photos`.`is_renderable`, `photos`.`bytes`, `photos`.`sha256`, `photos`.`md5`, `photos`.`storage_key`, `photos`.`taken_at`, `photos`.`taken_at_local`, `photos`.`taken_offset`, `photos`.`sort_at`, `photos`.`added_at`, `photos`.`updated_at`, `photos`.`author`, `photos`.`copyright`, `photos`.`rating`, `photos`.`level`, `photos`.`latitude`, `photos`.`longitude`, `photos`.`altitude`, `photos`.`camera_make`, `photos`.`camera_model`, `photos`.`lens`, `photos`.`iso`, `photos`.`aperture`, `photos`.`exposure_seconds`, `photos`.`focal_length_mm`, `photos`.`city`, `photos`.`country`, `photos`.`views`, `photos`.`placeholder`, `photos`.`focal_x`, `photos`.`focal_y`, `photos`.`added_by`, `photos`.`representative`, `photos`.`format_count`, `photos`.`deleted_at`, `favourites`.`id` as `favourite_id`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`link_id` = ? and `photos`.`deleted_at` is null
order by `favourites`.`id` desc
limit ?;

-- favourite.store.ts selectFavourites
select `photos`.`id`, `photos`.`title`, `photos`.`title_key`, `photos`.`description`, `photos`.`translations`, `photos`.`file_name`, `photos`.`source_file_name`, `photos`.`base_key`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`width_px`, `photos`.`height_px`, `photos`.`orientation`, `photos`.`duration_seconds`, `photos`.`is_renderable`, `photos`.`bytes`, `photos`.`sha256`, `photos`.`md5`, `photos`.`storage_key`, `photos`.`taken_at`, `photos`.`taken_at_local`, `photos`.`taken_offset`, `photos`.`sort_at`, `photos`.`added_at`, `photos`.`updated_at`, `photos`.`author`, `photos`.`copyright`, `photos`.`rating`, `photos`.`level`, `photos`.`latitude`, `photos`.`longitude`, `photos`.`altitude`, `photos`.`camera_make`, `photos`.`camera_model`, `photos`.`lens`, `photos`.`iso`, `photos`.`aperture`, `photos`.`exposure_seconds`, `photos`.`focal_length_mm`, `photos`.`city`, `photos`.`country`, `photos`.`views`, `photos`.`placeholder`, `photos`.`focal_x`, `photos`.`focal_y`, `photos`.`added_by`, `photos`.`representative`, `photos`.`format_count`, `photos`.`deleted_at`, `favourites`.`id` as `favourite_id`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`user_id` = ? and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed)))
order by `favourites`.`id` desc
limit ?;

-- favourite.store.ts selectFavourites
select `photos`.`id`, `photos`.`title`, `photos`.`title_key`, `photos`.`description`, `photos`.`translations`, `photos`.`file_name`, `photos`.`source_file_name`, `photos`.`base_key`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`width_px`, `photos`.`height_px`, `photos`.`orientation`, `photos`.`duration_seconds`, `photos`.`is_renderable`, `photos`.`bytes`, `photos`.`sha256`, `photos`.`md5`, `photos`.`storage_key`, `photos`.`taken_at`, `photos`.`taken_at_local`, `photos`.`taken_offset`, `photos`.`sort_at`, `photos`.`added_at`, `photos`.`updated_at`, `photos`.`author`, `photos`.`copyright`, `photos`.`rating`, `photos`.`level`, `photos`.`latitude`, `photos`.`longitude`, `photos`.`altitude`, `photos`.`camera_make`, `photos`.`camera_model`, `photos`.`lens`, `photos`.`iso`, `photos`.`aperture`, `photos`.`exposure_seconds`, `photos`.`focal_length_mm`, `photos`.`city`, `photos`.`country`, `photos`.`views`, `photos`.`placeholder`, `photos`.`focal_x`, `photos`.`focal_y`, `photos`.`added_by`, `photos`.`representative`, `photos`.`format_count`, `photos`.`deleted_at`, `favourites`.`id` as `favourite_id`
from `favourites`
inner join `photos` on `photos`.`id` = `favourites`.`photo_id`
where `favourites`.`user_id` = ? and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed))) and `favourites`.`id` < ?
order by `favourites`.`id` desc
limit ?;

