-- search-index.store.ts find
select *
from `search_terms`
where `term` in (select text
  from json_table(?, '$[*]' columns (text varchar(255) character
      set utf8mb4 collate utf8mb4_bin path '$')) as listed);

-- search-index.store.ts findOrCreateTerms
insert ignore into `search_terms` (`term`)
values (?, …), …;

-- search-index.store.ts insertLinks
insert ignore into `photo_terms` (`segment`, `term_id`, `photo_id`)
values (1,1,1), …;

-- search-index.store.ts insertLinks
insert ignore into `text_segments` (`segment`)
values (?, …), …;

-- search-index.store.ts insertTexts
insert into `photo_texts` (`photo_id`, `title`, `description`, `file`, `author`, `tags`, `place`, `camera`, `lens`, `fields`)
values (?, …), …;

-- search-index.store.ts readSearchable
select `id`, `title`, `description`, `translations`, `file_name`, `author`, `city`, `country`, `camera_make`, `camera_model`, `lens`
from `photos`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `id`;

-- search-index.store.ts readSearchable
select `photo_id`, `tag_id`
from `photo_tags`
where `photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `photo_id`, `tag_id`;

-- search-index.store.ts reindexPhotos
delete
from `photo_texts`
where `photo_id` in (1, …);

-- search-index.store.ts reindexPhotos
delete `photo_terms`
from (select one, other
  from json_table(?, '$[*]' columns (one int path '$[0]', other int path '$[1]')) as items) as listed straight_join `photo_terms` on `photo_terms`.`segment` = ? and `photo_terms`.`term_id` = listed.one and `photo_terms`.`photo_id` = listed.other;

-- search-index.store.ts reindexPhotos
select *
from `photo_texts`
where `photo_id` in (1, …)
for update;

