-- photo-tags.store.ts selectTagsOf
select `photo_id`, `tag_id`
from `photo_tags`
where `photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `tag_id`;

-- tag.chosen.store.ts selectChosenPlaces
select `subject_id`
from `changes`
where `subject` = ? and `subject_id` in (?, …) and (`action` = ? or (`action` = ? and `after` is not null));

-- tag.counted.ts countCountedTags
select `id`
from `tags`
where `name_key` >= ? and `name_key` < ?
order by `name_key`, `id`;

-- tag.counted.ts selectCountedTags
select `id`, `name`, `translations`, `slug`, `parent_id`, `name_key`
from `tags`
order by `name_key`, `id`
limit ?;

-- tag.counted.ts selectCountedTags
select `id`, `name`, `translations`, `slug`, `parent_id`, `name_key`
from `tags`
where `name_key` > ?
order by `name_key`, `id`
limit ?;

-- tag.counted.ts selectCountedTags
select `id`, `name`, `translations`, `slug`, `parent_id`, `name_key`
from `tags`
where `name_key` >= ? and `name_key` < ?
order by `name_key`, `id`
limit ?;

-- tag.delete.ts recordRise
select `id`
from `tags`
where `parent_id` = ? and `id` not in (?, …);

-- tag.delete.ts removeTags
delete
from `tag_synonyms`
where `tag_id` in (?, …);

-- tag.delete.ts removeTags
delete
from `tags`
where `id` in (?, …);

-- tag.delete.ts removeTags
select distinct `parent_id`
from `tags`
where `parent_id` in (?, …) and `id` not in (?, …);

-- tag.delete.ts removeTags
update `tags`
set `parent_id` = ?
where `parent_id` = ? and `id` not in (?, …);

-- tag.find-or-create.ts findTags
select `id`, `name_key` as `key`, `parent_id` as `parentId`
from `tags`
where `name_key` in (?, …);

-- tag.find-or-create.ts findTags
select `id`, `name_key` as `key`, `parent_id` as `parentId`
from `tags`
where `name_key` in (?, …) lock in share mode;

-- tag.find-or-create.ts findTags
select `tags`.`id`, `tag_synonyms`.`name_key` as `key`, `tags`.`parent_id` as `parentId`
from `tag_synonyms`
inner join `tags` on `tags`.`id` = `tag_synonyms`.`tag_id`
where `tag_synonyms`.`name_key` in (?, …);

-- tag.find-or-create.ts findTags
select `tags`.`id`, `tag_synonyms`.`name_key` as `key`, `tags`.`parent_id` as `parentId`
from `tag_synonyms`
inner join `tags` on `tags`.`id` = `tag_synonyms`.`tag_id`
where `tag_synonyms`.`name_key` in (?, …) lock in share mode;

-- tag.find-or-create.ts insertTags
insert ignore into `tags` (`name`, `name_key`, `slug`, `parent_id`, `created_at`)
values (?, …), …;

-- tag.find-or-create.ts insertTags
select `id`, `name_key` as `key`
from `tags`
where `name_key` in (?, …);

-- tag.find-or-create.ts withoutSynonyms
select `name_key`
from `tag_synonyms`
where `name_key` in (?, …) lock in share mode;

-- tag.find-or-place.ts findOrPlaceTags
select `name`
from `locks`
where `name` = ?
for update;

-- tag.index.ts indexNow
select `id`
from `photos`
where `id` in (?, …)
order by `id`
for update;

-- tag.links.ts copyLinks
insert ignore into `photo_tags` (`photo_id`, `tag_id`) select `photo_id`, ? as `tag_id`
from `photo_tags`
where `tag_id` = ? and `photo_id` >= ? and `photo_id` <= ?;

-- tag.links.ts deleteLinks
delete
from `photo_tags`
where `tag_id` = ? and `photo_id` >= ? and `photo_id` <= ?;

-- tag.links.ts stretches
select `photo_id`
from `photo_tags`
where `tag_id` = ? and `photo_id` > ?
order by `photo_id`
limit ?;

-- tag.managed.store.ts countManagedTags
select count(*) as `tags`
from `tags`
where (instr(`tags`.`name_key`, ?) > 0 or `tags`.`id` in (select `tag_synonyms`.`tag_id`
    from `tag_synonyms`
    where instr(`tag_synonyms`.`name_key`, ?) > 0));

-- tag.managed.store.ts countManagedTags
select count(*) as `tags`
from `tags`
where (not exists (select 1 as `one`
    from `photo_tags`
    inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
    where `photo_tags`.`tag_id` = `tags`.`id` and `photos`.`deleted_at` is null) and not exists (select 1 as `one`
    from `tags` as `children`
    where `children`.`parent_id` = `tags`.`id`));

-- tag.managed.store.ts countUnindexedPhotos
select sum(`progress_total`) as `total`, sum(`progress_done`) as `done`
from `jobs`
where `state` in (?, …) and `queue` = ?;

-- tag.managed.store.ts selectManagedTag
select *
from `tags`
where `id` = ?;

-- tag.managed.store.ts selectManagedTags
select *
from `tags`
where (instr(`tags`.`name_key`, ?) > 0 or `tags`.`id` in (select `tag_synonyms`.`tag_id`
    from `tag_synonyms`
    where instr(`tag_synonyms`.`name_key`, ?) > 0))
order by `name_key`
limit ?;

-- tag.managed.store.ts selectManagedTags
select *
from `tags`
where (not exists (select 1 as `one`
    from `photo_tags`
    inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
    where `photo_tags`.`tag_id` = `tags`.`id` and `photos`.`deleted_at` is null) and not exists (select 1 as `one`
    from `tags` as `children`
    where `children`.`parent_id` = `tags`.`id`))
order by `name_key`
limit ?;

-- tag.managed.store.ts selectOrphanIds
select `id`
from `tags`
where (not exists (select 1 as `one`
    from `photo_tags`
    inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
    where `photo_tags`.`tag_id` = `tags`.`id` and `photos`.`deleted_at` is null) and not exists (select 1 as `one`
    from `tags` as `children`
    where `children`.`parent_id` = `tags`.`id`))
order by `id`;

-- tag.managed.store.ts selectOrphanIds
select `id`
from `tags`
where (not exists (select 1 as `one`
    from `photo_tags`
    inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
    where `photo_tags`.`tag_id` = `tags`.`id` and `photos`.`deleted_at` is null) and not exists (select 1 as `one`
    from `tags` as `children`
    where `children`.`parent_id` = `tags`.`id`)) and `id` in (?, …)
order by `id`;

-- tag.managed.store.ts selectTagFigures
select `parent_id`, count(*) as `children`
from `tags`
where `parent_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
group by `parent_id`;

-- tag.managed.store.ts selectTagFigures
select `tag_id`, `name`
from `tag_synonyms`
where `tag_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `name_key`;

-- tag.merge.ts
delete
from `tags`
where `id` in (?, …);

-- tag.merge.ts
update `tag_synonyms`
set `tag_id` = ?
where `tag_id` in (?, …);

-- tag.merge.ts adoptChildren
select `id`
from `tags`
where `parent_id` in (?, …);

-- tag.merge.ts adoptChildren
update `tags`
set `parent_id` = ?
where `id` = ?;

-- tag.names.ts deleteSynonyms
delete
from `tag_synonyms`
where `name_key` in (?, …);

-- tag.names.ts insertSynonyms
insert into `tag_synonyms` (`tag_id`, `name`, `name_key`, `created_at`)
values (?, …), …;

-- tag.names.ts insertSynonyms
select `name_key`, `name`
from `tag_synonyms`
where `name_key` in (?, …) and `tag_id` != ?;

-- tag.names.ts insertSynonyms
select `name`, `name_key`
from `tags`
where `name_key` in (?, …) lock in share mode;

-- tag.names.ts insertTag
insert into `tags` (`name`, `name_key`, `slug`, `parent_id`, `created_at`)
values (?, …), …;

-- tag.names.ts renameTag
update `tags`
set `name` = ?, `name_key` = ?, `slug` = ?
where `id` = ?;

-- tag.names.ts requireNoSynonym
select `tags`.`name`
from `tag_synonyms`
inner join `tags` on `tags`.`id` = `tag_synonyms`.`tag_id`
where `tag_synonyms`.`name_key` = ? lock in share mode;

-- tag.names.ts selectSynonyms
select `name_key`, `name`
from `tag_synonyms`
where `tag_id` in (?, …)
order by `name_key`;

-- tag.path-place.ts placeTags
update `tags`
set `parent_id` = ?
where `id` in (?, …);

-- tag.place.ts lockTags
select *
from `tags`
where `id` in (?, …)
order by `id`
for update;

-- tag.store.ts countPhotosSeen
select `photo_tags`.`tag_id`, count(*) as `photos`
from `photo_tags`
inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
where (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed))) and `photo_tags`.`tag_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
group by `photo_tags`.`tag_id`;

-- tag.store.ts countPhotosSeen
select `photo_tags`.`tag_id`, count(*) as `photos`
from `photo_tags`
inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
where (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed))) and `photo_tags`.`tag_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
group by `photo_tags`.`tag_id`;

-- tag.store.ts countPhotosSeen
select `photo_tags`.`tag_id`, count(*) as `photos`
from `photo_tags`
inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
where `photos`.`deleted_at` is null and `photo_tags`.`tag_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
group by `photo_tags`.`tag_id`;

-- tag.store.ts one
select *
from `tags`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and exists (select 1 as `one`
  from `photo_tags`
  inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
  where `photo_tags`.`tag_id` = `tags`.`id` and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
      from `album_photos`
      where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
        from json_table(?, '$[*]' columns (id int path '$')) as listed))))
limit ?;

-- tag.store.ts one
select *
from `tags`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and exists (select 1 as `one`
  from `photo_tags`
  inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
  where `photo_tags`.`tag_id` = `tags`.`id` and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
      from `album_photos`
      where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` in (select id
        from json_table(?, '$[*]' columns (id int path '$')) as listed))))
limit ?;

-- tag.store.ts one
select *
from `tags`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and exists (select 1 as `one`
  from `photo_tags`
  inner join `photos` on `photos`.`id` = `photo_tags`.`photo_id`
  where `photo_tags`.`tag_id` = `tags`.`id` and `photos`.`deleted_at` is null)
limit ?;

-- tag.store.ts selectTagRows
select *
from `tags`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `name_key`
limit ?;

-- tag.store.ts selectTagsCalled
select `tags`.`id`, `tags`.`name`, `tags`.`translations`, `tags`.`slug`, `tag_synonyms`.`name_key` as `key`, `tag_synonyms`.`name` as `synonym`
from `tag_synonyms`
inner join `tags` on `tags`.`id` = `tag_synonyms`.`tag_id`
where `tag_synonyms`.`name_key` < ? and `tag_synonyms`.`name_key` >= ?
order by `tag_synonyms`.`name_key`
limit ?;

-- tag.store.ts selectTagsNamed
select `tags`.`id`, `tags`.`name`, `tags`.`translations`, `tags`.`slug`, `tags`.`name_key` as `key`, null as `synonym`
from `tags`
where `tags`.`name_key` < ? and `tags`.`name_key` >= ?
order by `tags`.`name_key`
limit ?;

-- tag.tree.ts selectBranchesBelow

with recursive below (branch, id, depth) as (
  select tags.id, tags.id, 1
  from tags
  where tags.parent_id = ?
  
  union all
  select below.branch, tags.id, below.depth + 1
  from tags
  inner join below on tags.parent_id = below.id
  
  where below.depth < 20
  )
select branch, id
from below;

-- tag.tree.ts selectTagHeights

with recursive below (start_id, id, height) as (
  select tags.id, tags.id, 1
  from tags
  where tags.id in (?, …)
  
  union all
  select below.start_id, tags.id, below.height + 1
  from tags
  inner join below on tags.parent_id = below.id
  
  where below.height < 20
  )
select start_id as id, max(height) as height
from below
group by start_id;

-- tag.tree.ts selectTagPaths

with recursive above (start_id, id, parent_id, up) as (
  select tags.id, tags.id, tags.parent_id, 0
  from tags
  where tags.id in (?, …)
  
  union all
  select above.start_id, tags.id, tags.parent_id, above.up + 1
  from tags
  inner join above on tags.id = above.parent_id
  
  where above.up < 20
  )
select above.start_id as `of`, tags.id, tags.name, tags.translations, tags.slug, above.up

from above
inner join tags on tags.id = above.id

order by above.up desc;

-- tag.tree.ts selectTagsBelow

with recursive below (id, depth) as (
  select tags.id, 0
  from tags
  where tags.id = ?
  
  union all
  select tags.id, below.depth + 1
  from tags
  inner join below on tags.parent_id = below.id
  
  where below.depth < 20
  )
select id, depth
from below
order by depth, id;

-- tag.update.ts
update `tags`
set `parent_id` = ?
where `id` = ?;

-- tag.update.ts
update `tags`
set `translations` = ?
where `id` = ?;

-- tag.words.ts selectTagWords
select `id`, `name`
from `tags`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- tag.words.ts selectTagWords
select `tag_id`, `name`
from `tag_synonyms`
where `tag_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `name_key`;

