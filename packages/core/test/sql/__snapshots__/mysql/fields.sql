-- field.change.ts changeChoices
select distinct `text_key`
from `photo_fields`
where `field_id` = ? and `text_key` in (?, …);

-- field.change.ts changeChoices
update `photo_fields`
set `text_value` = ?, `text_key` = ?, `text_words` = ?, `number_value` = ?
where `field_id` = ? and `text_key` = ?;

-- field.change.ts changeField
update `custom_fields`
set `name` = ?, `choices` = ?
where `id` = ?;

-- field.delete.ts deleteField
delete
from `custom_fields`
where `id` = ?;

-- field.store.ts selectFields
select *
from `custom_fields`
order by `subject` desc, `position`, `id`;

-- field.store.ts selectPhotosWith
select `photo_id`
from `photo_fields`
where `field_id` = ?;

-- field.store.ts selectPhotosWith
select `photo_id`
from `photo_fields`
where `field_id` = ? and `text_key` in (?, …);

-- field.values.ts insertValues
insert into `photo_fields` (`photo_id`, `field_id`, `text_value`, `text_key`, `text_words`, `number_value`)
values (?, …), …;

-- field.values.ts selectTexts
select `photo_fields`.`photo_id`, `photo_fields`.`text_value`
from `photo_fields`
inner join `custom_fields` on `custom_fields`.`id` = `photo_fields`.`field_id`
where `photo_fields`.`photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and `custom_fields`.`type` in (?, …)
order by `custom_fields`.`position`, `custom_fields`.`id`;

-- field.values.ts selectValues
select `album_id` as `owner_id`, `field_id`, `text_value`, `number_value`
from `album_fields`
where `album_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- field.values.ts selectValues
select `photo_id` as `owner_id`, `field_id`, `text_value`, `number_value`
from `photo_fields`
where `photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- field.values.ts writeValues
delete
from `album_fields`
where `album_id` in (1, …) and `field_id` = ?;

-- field.values.ts writeValues
delete
from `photo_fields`
where `photo_id` in (1, …) and `field_id` = ?;

-- field.values.ts writeValues
insert into `album_fields` (`album_id`, `field_id`, `text_value`, `text_key`, `text_words`, `number_value`)
values (?, …), …;

-- field.write.ts insertField
insert into `custom_fields` (`subject`, `name`, `type`, `position`, `field_key`, `choices`, `created_at`)
values (?, …), …;

-- field.write.ts lockField
select *
from `custom_fields`
where `id` = ?
for update;

-- field.write.ts setPositions
update (select id, place
  from json_table(?, '$[*]' columns (id int path '$[0]', place int path '$[1]')) as items) as listed straight_join `custom_fields` on `custom_fields`.`id` = listed.id
set `custom_fields`.`position` = listed.place
where `custom_fields`.`position` <> listed.place;

