-- add-files.ts takeLead
update `library_files`
set `photo_id` = ?, `format_id` = ?, `kind` = ?
where `id` = ?;

-- find-moved.ts hashesOf
select `id`, `sha256`
from `photo_files`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- find-moved.ts hashesOf
select `id`, `sha256`
from `photos`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- find-moved.ts load
select `photos`.`id`, `photos`.`sha256`, `photos`.`file_name`, `library_files`.`id` as `file_id`, `library_files`.`folder_id`, `library_files`.`name`, `library_files`.`inode`
from `photos`
left join `library_files` on `library_files`.`photo_id` = `photos`.`id`
where `photos`.`sha256` in (?, …) and `photos`.`storage_key` is null and (`library_files`.`id` is null or `library_files`.`id` <= ?)
order by `library_files`.`id`, `photos`.`id`
limit ?;

-- folder-albums.ts ensureAlbum
select `name`
from `locks`
where `name` = ?
for update;

-- folder-albums.ts ensureAlbum
update `library_folders`
set `album_id` = ?
where `id` = ?;

-- folder-albums.ts moveFolder
select `name`
from `locks`
where `name` = ?
for update;

-- folder-albums.ts moveFolder
update `library_folders`
set `parent_id` = ?, `name` = ?, `last_seen_at` = ?
where `id` = ?;

-- folder-albums.ts orderFolderAlbums
select `name`
from `locks`
where `name` = ?
for update;

-- folder-albums.ts selectUnordered
select `parent_id`
from `albums`
where `parent_id` in (select `above`.`id`
  from `albums` as `above`
  where `is_folder` = ?)
group by `parent_id`
having max(`position`) != count(*) - ?;

-- folder-format.store.ts selectFormatsInFolders
select `library_files`.`id` as `file_id`, `library_files`.`folder_id`, `library_files`.`name`, `photo_files`.`id`, `photo_files`.`photo_id`, `photo_files`.`file_name`, `photo_files`.`mime_type`, `photo_files`.`bytes`, `photo_files`.`sha256`, `photo_files`.`md5`, `photo_files`.`width_px`, `photo_files`.`height_px`, `photo_files`.`orientation`, `photo_files`.`added_at`, `photo_files`.`added_by`
from `library_files`
inner join `photo_files` on `photo_files`.`id` = `library_files`.`format_id`
where `photo_files`.`photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `photo_files`.`id`;

-- folder-format.store.ts selectFormatsOfFiles
select `library_files`.`id` as `file_id`, `library_files`.`folder_id`, `library_files`.`name`, `photo_files`.`id`, `photo_files`.`photo_id`, `photo_files`.`file_name`, `photo_files`.`mime_type`, `photo_files`.`bytes`, `photo_files`.`sha256`, `photo_files`.`md5`, `photo_files`.`width_px`, `photo_files`.`height_px`, `photo_files`.`orientation`, `photo_files`.`added_at`, `photo_files`.`added_by`
from `library_files`
inner join `photo_files` on `photo_files`.`id` = `library_files`.`format_id`
where `library_files`.`id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `library_files`.`id`;

-- folder-format.store.ts selectPhotosOfNames
select `library_files`.`id` as `file_id`, `library_files`.`name`, `library_files`.`kind`, `photos`.`id` as `photo_id`, `photos`.`deleted_at`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`taken_at_local`
from `library_files`
inner join `photos` on `photos`.`id` = `library_files`.`photo_id`
where `library_files`.`folder_id` = ? and `library_files`.`name` in (?, …)
order by `library_files`.`id`;

-- folder-format.store.ts selectPlaceOfPicture
select `folder_id`, `name`
from `library_files`
where `photo_id` = ?;

-- folder-format.store.ts updateFormat
update `photo_files`
set `file_name` = ?
where `id` = ?;

-- folder-format.store.ts updateFormat
update `photo_files`
set `file_name` = ?, `mime_type` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?
where `id` = ?;

-- formats-of-folder.ts promoteFormats
update `library_files`
set `kind` = ?, `photo_id` = ?, `format_id` = ?, `fault_code` = ?, `fault_message` = ?, `modified_ns` = ?
where `id` = ?;

-- formats-of-folder.ts promoteFormats
update `photos`
set `mime_type` = ?, `bytes` = ?, `sha256` = ?, `md5` = ?, `width_px` = ?, `height_px` = ?, `orientation` = ?, `placeholder` = ?
where `id` = ?;

-- formats-of-folder.ts releaseFormats
update `library_files`
set `kind` = ?, `format_id` = ?, `fault_code` = ?, `fault_message` = ?, `modified_ns` = ?
where `id` = ?;

-- library.locate.ts locateLibraryFile
select `folder_id`, `name`
from `library_files`
where `format_id` = ?
order by `id`
limit ?;

-- library.locate.ts locateLibraryFile
select `folder_id`, `name`
from `library_files`
where `photo_id` = ?
order by `id`
limit ?;

-- library.locate.ts locateLibraryFile
select `parent_id`, `name`, `root_id`
from `library_folders`
where `id` = ?;

-- library.locate.ts locateLibraryFile
select `path`
from `library_roots`
where `id` = ?;

-- library.service.ts
insert into `library_roots` (`path`, `album_id`, `state`, `last_synced_at`, `last_summary`, `created_at`)
values (?, …), …;

-- library.service.ts
select `name`
from `locks`
where `name` = ?
for update;

-- library.store.ts countPhotosOfRoot
select count(*) as `files`
from `library_files`
inner join `library_folders` on `library_folders`.`id` = `library_files`.`folder_id`
where `library_folders`.`root_id` = ? and `library_files`.`photo_id` is not null;

-- library.store.ts countProblems
select count(*) as `entries`
from `library_files`
inner join `library_folders` on `library_folders`.`id` = `library_files`.`folder_id`
where `library_files`.`kind` = ?;

-- library.store.ts countProblems
select count(*) as `entries`
from `library_files`
inner join `library_folders` on `library_folders`.`id` = `library_files`.`folder_id`
where `library_files`.`kind` = ? and `library_folders`.`root_id` = ?;

-- library.store.ts countProblems
select count(*) as `entries`
from `library_folders`
where `fault_code` is not null;

-- library.store.ts countProblems
select count(*) as `entries`
from `library_folders`
where `fault_code` is not null and `root_id` = ?;

-- library.store.ts insertFolders
insert into `library_folders` (`root_id`, `parent_id`, `name`, `album_id`, `inode`, `fault_code`, `fault_message`, `first_seen_at`, `last_seen_at`)
values (?, …), …;

-- library.store.ts saveFiles
insert into `library_files` (`folder_id`, `name`, `bytes`, `modified_ns`, `inode`, `kind`, `fault_code`, `fault_message`, `photo_id`, `format_id`, `first_seen_at`, `last_seen_at`)
values (?, …), …;

-- library.store.ts saveFiles
insert into `library_files` (`folder_id`, `name`, `bytes`, `modified_ns`, `inode`, `kind`, `photo_id`, `format_id`, `fault_code`, `fault_message`, `first_seen_at`, `last_seen_at`)
values (?, …), …;

-- library.store.ts saveFiles
update `library_files`
set `folder_id` = ?, `name` = ?, `bytes` = ?, `modified_ns` = ?, `inode` = ?, `kind` = ?, `photo_id` = ?, `format_id` = ?, `fault_code` = ?, `fault_message` = ?, `last_seen_at` = ?
where `id` = ?;

-- library.store.ts saveRootState
update `library_roots`
set `state` = ?, `last_summary` = ?, `last_synced_at` = ?
where `id` = ?;

-- library.store.ts selectFaultyFiles
select `library_files`.`id`, `library_folders`.`root_id`, `library_files`.`folder_id`, `library_files`.`name`, `library_files`.`fault_code`, `library_files`.`fault_message`, `library_files`.`first_seen_at`, `library_files`.`last_seen_at`
from `library_files`
inner join `library_folders` on `library_folders`.`id` = `library_files`.`folder_id`
where `library_files`.`kind` = ? and `library_files`.`id` > ?
order by `library_files`.`id`
limit ?;

-- library.store.ts selectFaultyFiles
select `library_files`.`id`, `library_folders`.`root_id`, `library_files`.`folder_id`, `library_files`.`name`, `library_files`.`fault_code`, `library_files`.`fault_message`, `library_files`.`first_seen_at`, `library_files`.`last_seen_at`
from `library_files`
inner join `library_folders` on `library_folders`.`id` = `library_files`.`folder_id`
where `library_files`.`kind` = ? and `library_files`.`id` > ? and `library_folders`.`root_id` = ?
order by `library_files`.`id`
limit ?;

-- library.store.ts selectFaultyFolders
select `id`, `root_id`, `id` as `folder_id`, `fault_code`, `fault_message`, `first_seen_at`, `last_seen_at`
from `library_folders`
where `fault_code` is not null and `id` > ?
order by `id`
limit ?;

-- library.store.ts selectFaultyFolders
select `id`, `root_id`, `id` as `folder_id`, `fault_code`, `fault_message`, `first_seen_at`, `last_seen_at`
from `library_folders`
where `fault_code` is not null and `id` > ? and `root_id` = ?
order by `id`
limit ?;

-- library.store.ts selectFiles
select `id`, `folder_id`, `name`, `kind`, `bytes`, `modified_ns`, `inode`, `photo_id`, `format_id`, `fault_code`
from `library_files`
where `folder_id` = ?;

-- library.store.ts selectFolderPaths
select `id`, `parent_id`, `name`
from `library_folders`
where `id` in (?, …);

-- library.store.ts selectFolders
select *
from `library_folders`
where `root_id` = ?;

-- library.store.ts selectLastFileId
select max(`id`) as `last`
from `library_files`;

-- library.store.ts selectRoot
select *
from `library_roots`
where `id` = ?;

-- library.store.ts selectRoots
select *
from `library_roots`
order by `id`;

-- move-photo.ts movePhoto
delete
from `album_photos`
where `photo_id` = ? and `album_id` = ?;

-- move-photo.ts movePhoto
insert into `album_photos` (`album_id`, `photo_id`, `sort_at`)
values (?, …), …;

-- move-photo.ts movePhoto
select `album_id`
from `album_photos`
where `photo_id` = ? and `album_id` = ?;

-- move-photo.ts movePhoto
select `level`, `sort_at`, `deleted_at`, `title`, `file_name`, `sha256`, `format_count`
from `photos`
where `id` = ?
for update;

-- move-photo.ts movePhoto
update `photos`
set `file_name` = ?, `title_key` = ?, `updated_at` = ?
where `id` = ?;

-- remove-gone.ts isLeftEmpty
select `id`
from `albums`
where `parent_id` = ?
limit ?;

-- remove-gone.ts isLeftEmpty
select `photos`.`id`
from `album_photos`
inner join `photos` on `photos`.`id` = `album_photos`.`photo_id`
where `album_photos`.`album_id` = ? and `photos`.`deleted_at` is null
limit ?;

-- remove-gone.ts removeGoneFiles
delete
from `library_files`
where `id` in (1, …);

-- remove-gone.ts removeGoneFiles
select `id`, `photo_id`
from `library_files`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- remove-gone.ts removeGoneFolder
delete
from `library_folders`
where `id` = ?;

-- remove-gone.ts removeGoneFolder
select `id`
from `library_files`
where `folder_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- remove-gone.ts removeGoneFolder
select `name`
from `locks`
where `name` = ?
for update;

-- remove-gone.ts stillGone
select `id`, `folder_id`, `name`
from `library_files`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- save-batch.ts selectOwners
select `id`, `folder_id`, `name`, `photo_id`
from `library_files`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- watch/library-settings.ts writeLibrarySettings
insert into `settings` (`key`, `value`, `updated_at`)
values (?, …), …;

-- watch/library-settings.ts writeLibrarySettings
select `value`
from `settings`
where `key` = ?;

-- watch/library-settings.ts writeLibrarySettings
update `settings`
set `value` = ?, `updated_at` = ?
where `key` = ?;

