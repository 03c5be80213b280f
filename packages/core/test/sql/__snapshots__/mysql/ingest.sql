-- add-photo.ts findOutcome
select `subject_id`, `action`
from `changes`
where `batch_id` = ? and `subject` = ? and `action` in (?, …)
order by `id`
limit ?;

-- add-photo.ts findTwin
select `id`, `added_by`
from `photos`
where `photos`.`sha256` in (?, …) and `storage_key` is not null and `photos`.`deleted_at` is null
order by `id`
limit ?;

-- add-photo.ts putIntoAlbum
insert ignore into `album_photos` (`album_id`, `photo_id`, `sort_at`)
values (?, …), …;

-- add-photo.ts putIntoAlbum
select `sort_at`, `level`, `deleted_at`
from `photos`
where `id` = ? lock in share mode;

-- apply-media.ts applyMedia
select *
from `photos`
where `id` = ?
for update;

-- apply-media.ts applyMedia
update `photos`
set `media_type` = ?, `mime_type` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?, `duration_seconds` = ?, `is_renderable` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `taken_at` = ?, `taken_at_local` = ?, `taken_offset` = ?, `title` = ?, `description` = ?, `author` = ?, `copyright` = ?, `rating` = ?, `latitude` = ?, `longitude` = ?, `altitude` = ?, `camera_make` = ?, `camera_model` = ?, `lens` = ?, `iso` = ?, `aperture` = ?, `exposure_seconds` = ?, `focal_length_mm` = ?, `city` = ?, `country` = ?, `metadata` = ?, `file_name` = ?, `title_key` = ?, `sort_at` = ?, `updated_at` = ?, `placeholder` = ?
where `id` = ?;

-- apply-media.ts selectWritten
select `after`
from `changes`
where `subject` = ? and `subject_id` = ? and `action` = ?;

-- insert-drafts.ts insertDrafts
insert into `photos` (`title`, `description`, `file_name`, `media_type`, `mime_type`, `width_px`, `height_px`, `orientation`, `duration_seconds`, `is_renderable`, `bytes`, `sha256`, `md5`, `storage_key`, `taken_at`, `taken_at_local`, `taken_offset`, `author`, `copyright`, `rating`, `level`, `latitude`, `longitude`, `altitude`, `camera_make`, `camera_model`, `lens`, `iso`, `aperture`, `exposure_seconds`, `focal_length_mm`, `city`, `country`, `placeholder`, `metadata`, `added_by`, `deleted_at`, `title_key`, `sort_at`, `added_at`, `updated_at`)
values (?, …), …;

-- record-photos.ts linkTags
insert ignore into `photo_tags` (`photo_id`, `tag_id`)
values (8001,1),(8001,211);

-- record-photos.ts linkTags
insert ignore into `photo_tags` (`photo_id`, `tag_id`)
values (8009,213),(8009,214);

-- record-photos.ts recordPhotos
insert into `album_photos` (`album_id`, `photo_id`, `sort_at`)
values (?, …), …;

