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
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (11534,8010),(11544,8010);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (11555,8023),(11556,8023);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8002),(11532,8002),(11534,8002);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8003),(11534,8003),(11536,8003);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8004),(11534,8004),(11540,8004);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8005),(11534,8005),(11541,8005);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8006),(11537,8006);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8007),(706,8007),(11534,8007);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8008),(11534,8008),(11543,8008);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8009),(11534,8009);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8011),(11534,8011),(11545,8011);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8012),(11534,8012),(11543,8012),(11545,8012);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8013),(11534,8013),(11546,8013);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8015),(3,8016),(3,8017),(11532,8015),(11536,8016),(11551,8017);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8018),(11532,8018);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8019),(11536,8019);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8020),(11532,8020),(11534,8020),(11553,8020);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8021),(11534,8021),(11536,8021),(11553,8021);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8022),(11534,8022),(11551,8022),(11553,8022);

-- search-index.store.ts indexTexts
/*M!100100
set statement foreign_key_checks = 0 for */ insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8024),(11557,8024);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001),(11537,8001),(11538,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8001),(18,8001),(11531,8001),(11532,8001),(11533,8001),(11534,8001),(11535,8001),(11537,8001),(11538,8001),(11539,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8001),(18,8001),(11532,8001),(11534,8001),(11537,8001),(11538,8001);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8003),(11534,8003),(11536,8003);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8004),(11534,8004),(11540,8004);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8005),(11534,8005),(11541,8005),(11542,8005);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8007),(11534,8007);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11537,8014),(11547,8014),(11548,8014),(11549,8014);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014),(11548,8014);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014),(11548,8014),(11549,8014),(11550,8014);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8014),(11532,8014),(11533,8014),(11534,8014),(11536,8014),(11547,8014),(11548,8014),(11550,8014);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8015),(11532,8015);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8016),(11552,8016);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8020),(18,8020),(11531,8020),(11532,8020),(11534,8020),(11537,8020),(11553,8020),(11554,8020);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8021),(11531,8021),(11534,8021),(11536,8021),(11537,8021),(11553,8021);

-- search-index.store.ts indexTexts
insert into `photo_terms` (`term_id`, `photo_id`)
values (3,8022),(11531,8022),(11534,8022),(11537,8022),(11551,8022),(11553,8022);

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

