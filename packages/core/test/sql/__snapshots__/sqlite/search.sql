-- search-index.store.ts find
select *
from "search_terms"
where "term" in (select value
  from json_each(?));

-- search-index.store.ts findOrCreateTerms
insert or ignore into "search_terms" ("term")
values (?, …), …;

-- search-index.store.ts insertLinks
insert or ignore into "photo_terms" ("segment", "term_id", "photo_id") select ?, cast(firsts.key as integer), seconds.value
from json_each(?) as firsts, json_each(firsts.value) as seconds;

-- search-index.store.ts insertLinks
insert or ignore into "text_segments" ("segment")
values (?, …), …;

-- search-index.store.ts insertTexts
insert into "photo_texts" ("photo_id", "title", "description", "file", "author", "tags", "place", "camera", "lens", "fields")
values (?, …), …;

-- search-index.store.ts readSearchable
select "id", "title", "description", "translations", "file_name", "author", "city", "country", "camera_make", "camera_model", "lens"
from "photos"
where "id" in (select value
  from json_each(?))
order by "id";

-- search-index.store.ts readSearchable
select "photo_id", "tag_id"
from "photo_tags"
where "photo_id" in (select value
  from json_each(?))
order by "photo_id", "tag_id";

-- search-index.store.ts reindexPhotos
delete
from "photo_terms"
where ("segment", "term_id", "photo_id") in (select ?, cast(firsts.key as integer), seconds.value
  from json_each(?) as firsts, json_each(firsts.value) as seconds);

-- search-index.store.ts reindexPhotos
delete
from "photo_texts"
where "photo_id" in (select value
  from json_each(?));

-- search-index.store.ts reindexPhotos
select *
from "photo_texts"
where "photo_id" in (select value
  from json_each(?));

