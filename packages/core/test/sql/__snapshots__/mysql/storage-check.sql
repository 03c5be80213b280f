-- named-keys.ts selectLibraryTwins
select `id`
from `photos`
where `storage_key` is null and `deleted_at` is null and `photos`.`sha256` in (?, …)
limit ?;

-- named-keys.ts selectNamedKeys
select `id`, `storage_key`, `sha256`, `bytes`
from `photos`
where `storage_key` is not null and (`photos`.`sha256` >= ? and `photos`.`sha256` < ?);

-- named-keys.ts sources
select `photo_id`, `storage_key`, `sha256`, `bytes`
from `photo_files`
where `storage_key` != ? and (`photo_files`.`sha256` >= ? and `photo_files`.`sha256` < ?);

-- storage-check.store.ts insertCheck
delete
from `storage_checks`
where `id` <= ?;

-- storage-check.store.ts insertCheck
insert into `storage_checks` (`options`, `phase`, `report`, `state`, `place`, `started_at`, `updated_at`, `finished_at`)
values (?, …), …;

-- storage-check.store.ts insertCheck
update `storage_checks`
set `state` = ?, `finished_at` = ?
where `id` < ? and `state` = ?;

-- storage-check.store.ts selectLatestCheck
select *
from `storage_checks`
order by `id` desc
limit ?;

-- storage-check.store.ts selectLibraryFiles
select `library_files`.`id`, `library_files`.`folder_id`, `library_files`.`name`, `library_files`.`bytes`, `library_files`.`modified_ns`, `library_folders`.`root_id`, `photos`.`id` as `photo_id`, coalesce(`photo_files`.`sha256`, `photos`.`sha256`) as `sha256`
from `library_files`
inner join `library_folders` on `library_folders`.`id` = `library_files`.`folder_id`
left join `photo_files` on `photo_files`.`id` = `library_files`.`format_id`
inner join `photos` on `photos`.`id` = coalesce(`library_files`.`photo_id`, `photo_files`.`photo_id`)
where `library_files`.`id` > ? and `library_files`.`id` <= ? and `photos`.`deleted_at` is null
order by `library_files`.`id`;

-- storage-check.store.ts updateCheck
update `storage_checks`
set `phase` = ?, `place` = ?, `report` = ?, `updated_at` = ?
where `id` = ?;

-- storage-check.store.ts updateCheck
update `storage_checks`
set `state` = ?, `phase` = ?, `place` = ?, `updated_at` = ?, `finished_at` = ?
where `id` = ?;

