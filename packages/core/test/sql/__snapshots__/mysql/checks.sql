-- check-albums.ts areDated
select distinct `photos`.`id`
from `album_photos`
inner join `photos` on `photos`.`id` = `album_photos`.`photo_id`
where `album_photos`.`sort_at` != `photos`.`sort_at`;

-- check-albums.ts areInPlace
select `parent_id`, count(*) as `albums`, count(distinct `position`) as `places`, min(`position`) as `first`, max(`position`) as `last`
from `albums`
group by `parent_id`;

-- check-albums.ts findMiscounted
select *
from `album_counts`;

-- check-albums.ts findMiscounted
select `album_photos`.`album_id`, `photos`.`level`, count(*) as `photos`
from `album_photos`
inner join `photos` on `photos`.`id` = `album_photos`.`photo_id`
where `photos`.`deleted_at` is null
group by `album_photos`.`album_id`, `photos`.`level`;

-- check-albums.ts haveOnePermalink
select `album_id`
from `album_permalinks`
where `is_current` = ?
group by `album_id`
having count(*) > ?;

-- check-albums.ts smartOnesAreEmpty
select `id`
from `albums`
where `query` is not null and exists (select 1 as `one`
  from `album_photos`
  where `album_photos`.`album_id` = `albums`.`id`);

-- check-grants.ts selectDangling
select `album_grants`.`id`
from `album_grants`
where `principal_type` = ? and not `principal_id` in (select `groups`.`id`
  from `groups`);

-- check-grants.ts selectDangling
select `album_grants`.`id`
from `album_grants`
where `principal_type` = ? and not `principal_id` in (select `share_links`.`id`
  from `share_links`);

-- check-grants.ts selectDangling
select `album_grants`.`id`
from `album_grants`
where `principal_type` = ? and not `principal_id` in (select `users`.`id`
  from `users`);

-- check-tags.ts areReachable
select `id`, `parent_id`
from `tags`;

-- check-tags.ts synonymsAreNoNames
select `tag_synonyms`.`id`
from `tag_synonyms`
inner join `tags` on `tags`.`name_key` = `tag_synonyms`.`name_key`;

-- recount-albums.ts recountAlbum
select `level`, `photos`
from `album_counts`
where `album_id` = ?
for update;

-- recount-albums.ts recountAlbum
select `photos`.`level`, count(*) as `photos`
from `album_photos`
inner join `photos` on `photos`.`id` = `album_photos`.`photo_id`
where `album_photos`.`album_id` = ? and `photos`.`deleted_at` is null
group by `photos`.`level`;

