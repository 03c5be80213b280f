-- search-index.store.ts find
select *
from "search_terms"
where "term" in (?, …);

-- search-index.store.ts findOrCreateTerms
insert or ignore into "search_terms" ("term")
values (?, …), …;

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (11534,8010),(11544,8010);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (11553,8018),(11554,8018);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001),(11537,8001),(11538,8001);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001),(11537,8001),(11538,8001),(11539,8001);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8001),(18,8001),(11532,8001),(11534,8001),(11537,8001),(11538,8001);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8002),(11532,8002),(11534,8002);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8003),(11534,8003),(11536,8003);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8004),(11534,8004),(11540,8004);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8005),(11534,8005),(11541,8005);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8005),(11534,8005),(11541,8005),(11542,8005);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8006),(11537,8006);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8007),(11534,8007);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8007),(706,8007),(11534,8007);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8008),(11534,8008),(11543,8008);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8009),(11534,8009);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8011),(11534,8011),(11545,8011);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8012),(11534,8012),(11543,8012),(11545,8012);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8013),(11534,8013),(11546,8013);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11537,8014),(11547,8014),(11548,8014),(11549,8014);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014),(11548,8014);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014),(11548,8014),(11549,8014),(11550,8014);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014),(11548,8014),(11550,8014);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8015),(11532,8015);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8015),(3,8016),(3,8017),(11532,8015),(11536,8016),(11551,8017);

-- search-index.store.ts indexTexts
insert into "photo_terms" ("term_id", "photo_id")
values (3,8016),(11552,8016);

-- search-index.store.ts indexTexts
insert into "photo_texts" ("photo_id", "title", "description", "file", "author", "tags", "place", "camera", "lens", "fields")
values (?, …), …;

-- search-index.store.ts reindexPhotos
delete
from "photo_terms"
where "photo_id" in (select value
  from json_each(?));

-- search-index.store.ts reindexPhotos
delete
from "photo_texts"
where "photo_id" in (select value
  from json_each(?));

-- search-index.store.ts reindexPhotos
select "id", "title", "description", "file_name", "author", "city", "country", "camera_make", "camera_model", "lens"
from "photos"
where "id" in (select value
  from json_each(?));

-- search-index.store.ts reindexPhotos
select "photo_id", "tag_id"
from "photo_tags"
where "photo_id" in (select value
  from json_each(?))
order by "photo_id", "tag_id";

