-- field.change.ts changeChoices
select distinct "text_key"
from "photo_fields"
where "field_id" = ? and "text_key" in (?, …);

-- field.change.ts changeChoices
update "photo_fields"
set "text_value" = ?, "text_key" = ?, "text_words" = ?, "number_value" = ?
where "field_id" = ? and "text_key" = ?;

-- field.change.ts changeField
update "custom_fields"
set "name" = ?, "choices" = ?
where "id" = ?;

-- field.delete.ts deleteField
delete
from "custom_fields"
where "id" = ?;

-- field.store.ts selectFields
select *
from "custom_fields"
order by "subject" desc, "position", "id";

-- field.store.ts selectPhotosWith
select "photo_id"
from "photo_fields"
where "field_id" = ?;

-- field.store.ts selectPhotosWith
select "photo_id"
from "photo_fields"
where "field_id" = ? and "text_key" in (?, …);

-- field.values.ts insertValues
insert into "photo_fields" ("photo_id", "field_id", "text_value", "text_key", "text_words", "number_value")
values (?, …), …;

-- field.values.ts selectTexts
select "photo_fields"."photo_id", "photo_fields"."text_value"
from "photo_fields"
inner join "custom_fields" on "custom_fields"."id" = "photo_fields"."field_id"
where "photo_fields"."photo_id" in (select value
  from json_each(?)) and "custom_fields"."type" in (?, …)
order by "custom_fields"."position", "custom_fields"."id";

-- field.values.ts selectValues
select "album_id" as "owner_id", "field_id", "text_value", "number_value"
from "album_fields"
where "album_id" in (select value
  from json_each(?));

-- field.values.ts selectValues
select "photo_id" as "owner_id", "field_id", "text_value", "number_value"
from "photo_fields"
where "photo_id" in (select value
  from json_each(?));

-- field.values.ts writeValues
delete
from "album_fields"
where "album_id" in (select value
  from json_each(?)) and "field_id" = ?;

-- field.values.ts writeValues
delete
from "photo_fields"
where "photo_id" in (select value
  from json_each(?)) and "field_id" = ?;

-- field.values.ts writeValues
insert into "album_fields" ("album_id", "field_id", "text_value", "text_key", "text_words", "number_value")
values (?, …), …;

-- field.write.ts insertField
insert into "custom_fields" ("subject", "name", "type", "position", "field_key", "choices", "created_at")
values (?, …), …;

-- field.write.ts lockField
select *
from "custom_fields"
where "id" = ?;

-- field.write.ts setPositions
update "custom_fields"
set "position" = listed.place
from (select json_extract(value, '$[0]') as id, json_extract(value, '$[1]') as place
  from json_each(?)) as listed
where "custom_fields"."id" = listed.id and "custom_fields"."position" <> listed.place;

