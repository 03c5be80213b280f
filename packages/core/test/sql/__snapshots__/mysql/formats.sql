-- find-partner.ts findPartner
select `photos`.`id`, `photos`.`source_file_name`, `photos`.`media_type`, `photos`.`mime_type`, `photos`.`storage_key`, `photos`.`taken_at_local`, `photos`.`format_count`, `photos`.`added_by`
from `photos`
inner join `album_photos` on `album_photos`.`photo_id` = `photos`.`id`
where `photos`.`base_key` = ? and `album_photos`.`album_id` = ? and `photos`.`deleted_at` is null
order by `photos`.`id`
limit ?;

