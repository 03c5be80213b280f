-- rating.store.ts countRatingsOfLink
select count(*) as `count`
from `photo_ratings`
inner join `photos` on `photos`.`id` = `photo_ratings`.`photo_id`
where `photo_ratings`.`link_id` = ? and `photos`.`deleted_at` is null;

-- rating.store.ts rate
delete
from `photo_ratings`
where `link_id` = ? and `photo_id` = ?;

-- rating.store.ts rate
insert into `photo_ratings` (`user_id`, `link_id`, `photo_id`, `stars`, `rated_at`)
values (?, …), …;

-- rating.store.ts rate
insert into `photo_scores` (`photo_id`, `stars`, `ratings`)
values (?, …)
on duplicate key update `ratings` = `ratings` +
values(`ratings`);

-- rating.store.ts rate
update `photo_ratings`
set `stars` = ?, `rated_at` = ?
where `link_id` = ? and `photo_id` = ?;

-- rating.store.ts rate
update `photo_scores`
set `stars` = `stars` + ?, `ratings` = `ratings` + ?
where `photo_id` = ?;

-- rating.store.ts selectOwnStars
select `stars`
from `photo_ratings`
where `link_id` = ? and `photo_id` = ?;

-- rating.store.ts selectOwnStars
select `stars`
from `photo_ratings`
where `user_id` = ? and `photo_id` = ?;

-- rating.store.ts selectRatedBy
select `id`, `photo_id`, `stars`, `rated_at`
from `photo_ratings`
where `user_id` = ? and `id` > ?
order by `id`
limit ?;

-- rating.store.ts selectRatingsOfLink
select `photos`.`id`, `photos`.`title`, `photos`.`title_key`, `photos`.`description`, `photos`.`translations`, `photos`.`file_name`, `photos`.`source_file_name`, `photos`.`base_key`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`width_px`, `photos`.`height_px`, `photos`.`orientation`, `photos`.`duration_seconds`, `photos`.`is_renderable`, `photos`.`bytes`, `photos`.`sha256`, `photos`.`md5`, `photos`.`storage_key`, `photos`.`taken_at`, `photos`.`taken_at_local`, `photos`.`taken_offset`, `photos`.`sort_at`, `photos`.`added_at`, `photos`.`updated_at`, `photos`.`author`, `photos`.`copyright`, `photos`.`rating`, `photos`.`level`, `photos`.`latitude`, `photos`.`longitude`, `photos`.`altitude`, `photos`.`camera_make`, `photos`.`camera_model`, `photos`.`lens`, `photos`.`iso`, `photos`.`aperture`, `photos`.`exposure_seconds`, `photos`.`focal_length_mm`, `photos`.`city`, `photos`.`country`, `photos`.`views`, `photos`.`placeholder`, `photos`.`focal_x`, `photos`.`focal_y`, `photos`.`added_by`, `photos`.`representative`, `photos`.`format_count`, `photos`.`deleted_at`, `photo_ratings`.`id` as `rating_id`, `photo_ratings`.`stars`
from `photo_ratings`
inner join `photos` on `photos`.`id` = `photo_ratings`.`photo_id`
where `photo_ratings`.`link_id` = ? and `photos`.`deleted_at` is null
order by `photo_ratings`.`id` desc
limit ?;

-- rating.store.ts selectRatingsOfLink
select `photos`.`id`, `photos`.`title`, `photos`.`title_key`, `photos`.`description`, `photos`.`translations`, `photos`.`file_name`, `photos`.`source_file_name`, `photos`.`base_key`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`width_px`, `photos`.`height_px`, `photos`.`orientation`, `photos`.`duration_seconds`, `photos`.`is_renderable`, `photos`.`bytes`, `photos`.`sha256`, `photos`.`md5`, `photos`.`storage_key`, `photos`.`taken_at`, `photos`.`taken_at_local`, `photos`.`taken_offset`, `photos`.`sort_at`, `photos`.`added_at`, `photos`.`updated_at`, `photos`.`author`, `photos`.`copyright`, `photos`.`rating`, `photos`.`level`, `photos`.`latitude`, `photos`.`longitude`, `photos`.`altitude`, `photos`.`camera_make`, `photos`.`camera_model`, `photos`.`lens`, `photos`.`iso`, `photos`.`aperture`, `photos`.`exposure_seconds`, `photos`.`focal_length_mm`, `photos`.`city`, `photos`.`country`, `photos`.`views`, `photos`.`placeholder`, `photos`.`focal_x`, `photos`.`focal_y`, `photos`.`added_by`, `photos`.`representative`, `photos`.`format_count`, `photos`.`deleted_at`, `photo_ratings`.`id` as `rating_id`, `photo_ratings`.`stars`
from `photo_ratings`
inner join `photos` on `photos`.`id` = `photo_ratings`.`photo_id`
where `photo_ratings`.`link_id` = ? and `photos`.`deleted_at` is null and `photo_ratings`.`id` < ?
order by `photo_ratings`.`id` desc
limit ?;

-- rating.store.ts selectScore
select `photo_scores`.`stars`, `photo_scores`.`ratings`, `photo_ratings`.`stars` as `own`
from `photo_scores`
left join `photo_ratings` on `photo_ratings`.`photo_id` = `photo_scores`.`photo_id` and `photo_ratings`.`link_id` = ?
where `photo_scores`.`photo_id` = ?;

-- rating.store.ts selectScore
select `photo_scores`.`stars`, `photo_scores`.`ratings`, `photo_ratings`.`stars` as `own`
from `photo_scores`
left join `photo_ratings` on `photo_ratings`.`photo_id` = `photo_scores`.`photo_id` and `photo_ratings`.`user_id` = ?
where `photo_scores`.`photo_id` = ?;

-- rating.store.ts withdrawRatings
select `id`, `photo_id`, `stars`
from `photo_ratings`
where `user_id` = ?
order by `id`
limit ?;

