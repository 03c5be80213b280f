-- search-index.store.ts find
select *
from `search_terms`
where `term` in (select text
  from json_table(?, '$[*]' columns (text varchar(255) character
      set utf8mb4 collate utf8mb4_bin path '$')) as listed);

-- search-index.store.ts findOrCreateTerms
insert ignore into `search_terms` (`term`)
values (?, …), …;

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,11534,8012),(0,11546,8012);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,11556,8025),(0,11557,8025);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8001),(0,18,8001),(0,11531,8001),(0,11532,8001),(0,11533,8001),(0,11534,8001),(0,11535,8001);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8002),(0,11532,8002),(0,11534,8002);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8003),(0,11534,8003),(0,11536,8003);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8004),(0,11534,8004),(0,11540,8004);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8005),(0,11534,8005),(0,11541,8005);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8006),(0,11534,8006),(0,11543,8006),(0,11544,8006);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8007),(0,11543,8007),(0,11544,8007);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8008),(0,11537,8008);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8009),(0,706,8009),(0,11534,8009);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8010),(0,11534,8010),(0,11545,8010);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8011),(0,11534,8011);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8013),(0,11534,8013),(0,11547,8013);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8014),(0,11534,8014),(0,11545,8014),(0,11547,8014);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8015),(0,11534,8015),(0,11548,8015);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8016),(0,11532,8016),(0,11533,8016),(0,11534,8016),(0,11536,8016),(0,11549,8016);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8017),(0,3,8018),(0,3,8019),(0,11532,8017),(0,11536,8018),(0,11544,8019);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8020),(0,11532,8020);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8021),(0,11536,8021);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8022),(0,11532,8022),(0,11534,8022),(0,11554,8022);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8023),(0,11534,8023),(0,11536,8023),(0,11554,8023);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8024),(0,11534,8024),(0,11544,8024),(0,11554,8024);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8026),(0,11558,8026);

-- search-index.store.ts indexTexts
insert ignore into `text_segments` (`segment`)
values (?, …), …;

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8001),(0,18,8001),(0,11531,8001),(0,11532,8001),(0,11533,8001),(0,11534,8001),(0,11535,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8001),(0,18,8001),(0,11531,8001),(0,11532,8001),(0,11533,8001),(0,11534,8001),(0,11535,8001),(0,11537,8001),(0,11538,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8001),(0,18,8001),(0,11531,8001),(0,11532,8001),(0,11533,8001),(0,11534,8001),(0,11535,8001),(0,11537,8001),(0,11538,8001),(0,11539,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8001),(0,18,8001),(0,11532,8001),(0,11534,8001),(0,11537,8001),(0,11538,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8003),(0,11534,8003),(0,11536,8003);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8004),(0,11534,8004),(0,11540,8004);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8005),(0,11534,8005),(0,11541,8005),(0,11542,8005);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8006),(0,3,8007),(0,11534,8006),(0,11543,8006),(0,11543,8007);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8009),(0,11534,8009);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8016),(0,11532,8016),(0,11533,8016),(0,11534,8016),(0,11536,8016),(0,11537,8016),(0,11549,8016),(0,11550,8016),(0,11551,8016);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8016),(0,11532,8016),(0,11533,8016),(0,11534,8016),(0,11536,8016),(0,11549,8016),(0,11550,8016);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8016),(0,11532,8016),(0,11533,8016),(0,11534,8016),(0,11536,8016),(0,11549,8016),(0,11550,8016),(0,11551,8016),(0,11552,8016);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8016),(0,11532,8016),(0,11533,8016),(0,11534,8016),(0,11536,8016),(0,11549,8016),(0,11550,8016),(0,11552,8016);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8017),(0,11532,8017);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8018),(0,11553,8018);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8022),(0,18,8022),(0,11531,8022),(0,11532,8022),(0,11534,8022),(0,11537,8022),(0,11554,8022),(0,11555,8022);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8023),(0,11531,8023),(0,11534,8023),(0,11536,8023),(0,11537,8023),(0,11554,8023);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (0,3,8024),(0,11531,8024),(0,11534,8024),(0,11537,8024),(0,11544,8024),(0,11554,8024);

-- search-index.store.ts indexTexts
insert into `photo_texts` (`photo_id`, `title`, `description`, `file`, `author`, `tags`, `place`, `camera`, `lens`, `fields`)
values (?, …), …;

-- search-index.store.ts reindexPhotos
delete
from `photo_terms`
where `photo_id` in (1, …);

-- search-index.store.ts reindexPhotos
delete
from `photo_texts`
where `photo_id` in (1, …);

-- search-index.store.ts reindexPhotos
select `id`, `title`, `description`, `file_name`, `author`, `city`, `country`, `camera_make`, `camera_model`, `lens`
from `photos`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `id`;

-- search-index.store.ts reindexPhotos
select `photo_id`, `tag_id`
from `photo_tags`
where `photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `photo_id`, `tag_id`;

