-- browse.store.ts selectFacetFields
select "field_key", "type", "choices"
from "custom_fields"
where "subject" = ? and "type" in (?, …)
order by "position", "id";

-- browse.store.ts selectTagNames
select "id", "name", "translations", "slug", "name_key"
from "tags"
where "id" in (select value
  from json_each(?));

-- browse.store.ts selectTagParents
select "id", "parent_id"
from "tags"
where "parent_id" is not null;

-- browse.store.ts selectTagsByPrefix
select "id"
from "tags"
where "name_key" >= ? and "name_key" < ?
order by "name_key"
limit ?;

