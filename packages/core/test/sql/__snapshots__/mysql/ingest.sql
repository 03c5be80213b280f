-- apply-media.ts applyMedia
select *
from `photos`
where `id` = ?
for update;

-- apply-media.ts applyMedia
update `photos`
set `media_type` = ?, `mime_type` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?, `duration_seconds` = ?, `is_renderable` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `metadata` = ?, `file_name` = ?, `storage_key` = ?, `title_key` = ?, `sort_at` = ?, `updated_at` = ?, `placeholder` = ?
where `id` = ?;

-- apply-media.ts applyMedia
update `photos`
set `media_type` = ?, `mime_type` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?, `duration_seconds` = ?, `is_renderable` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `metadata` = ?, `file_name` = ?, `title_key` = ?, `sort_at` = ?, `updated_at` = ?, `placeholder` = ?
where `id` = ?;

-- apply-media.ts applyMedia
update `photos`
set `media_type` = ?, `mime_type` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?, `duration_seconds` = ?, `is_renderable` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `taken_at` = ?, `taken_at_local` = ?, `taken_offset` = ?, `title` = ?, `description` = ?, `author` = ?, `copyright` = ?, `rating` = ?, `latitude` = ?, `longitude` = ?, `altitude` = ?, `camera_make` = ?, `camera_model` = ?, `lens` = ?, `iso` = ?, `aperture` = ?, `exposure_seconds` = ?, `focal_length_mm` = ?, `city` = ?, `country` = ?, `metadata` = ?, `file_name` = ?, `title_key` = ?, `sort_at` = ?, `updated_at` = ?
where `id` = ?;

-- apply-media.ts applyMedia
update `photos`
set `media_type` = ?, `mime_type` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?, `duration_seconds` = ?, `is_renderable` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `taken_at` = ?, `taken_at_local` = ?, `taken_offset` = ?, `title` = ?, `description` = ?, `author` = ?, `copyright` = ?, `rating` = ?, `latitude` = ?, `longitude` = ?, `altitude` = ?, `camera_make` = ?, `camera_model` = ?, `lens` = ?, `iso` = ?, `aperture` = ?, `exposure_seconds` = ?, `focal_length_mm` = ?, `city` = ?, `country` = ?, `metadata` = ?, `file_name` = ?, `title_key` = ?, `sort_at` = ?, `updated_at` = ?, `placeholder` = ?
where `id` = ?;

-- apply-media.ts selectWritten
select `action`, `after`
from `changes`
where `subject` = ? and `subject_id` = ? and `action` in (?, …);

-- discard-original.ts discardOriginal
select `name`
from `locks`
where `name` = ?
for update;

-- insert-drafts.ts insertDrafts
insert into `photos` (`title`, `description`, `file_name`, `media_type`, `mime_type`, `width_px`, `height_px`, `orientation`, `duration_seconds`, `is_renderable`, `bytes`, `sha256`, `md5`, `storage_key`, `taken_at`, `taken_at_local`, `taken_offset`, `author`, `copyright`, `rating`, `level`, `latitude`, `longitude`, `altitude`, `camera_make`, `camera_model`, `lens`, `iso`, `aperture`, `exposure_seconds`, `focal_length_mm`, `city`, `country`, `placeholder`, `metadata`, `added_by`, `deleted_at`, `source_file_name`, `base_key`, `title_key`, `sort_at`, `added_at`, `updated_at`)
values (?, …), …;

-- place-original.ts hold
select `name`
from `locks`
where `name` = ? lock in share mode;

-- record-photos.ts linkAlbums
insert into `album_photos` (`album_id`, `photo_id`, `sort_at`)
values (?, …), …;

-- record-photos.ts linkTags
/*M!100100
set statement foreign_key_checks = 0 for */ insert ignore into `photo_tags` (`photo_id`, `tag_id`)
values (1,1), …;

-- restore-missing.ts restoreMissing
select `storage_key`, `sha256`
from `photos`
where `id` = ?;

-- scaled-upload.store.ts insertScaled
insert ignore into `scaled_uploads` (`sent_sha256`, `kept_sha256`)
values (?, …), …;

-- scaled-upload.store.ts selectKeptOf
select `kept_sha256`
from `scaled_uploads`
where `sent_sha256` = ?
limit ?;

-- take-photo.ts findOutcome
select `subject_id`, `action`
from `changes`
where `batch_id` = ? and `subject` = ? and `action` in (?, …)
order by `id`
limit ?;

-- take-photo.ts work
select `name`
from `locks`
where `name` = ?
for update;

