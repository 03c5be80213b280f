-- album-counts.store.ts
insert ignore into `album_counts` (`album_id`, `level`, `photos`)
values (?, …)
on duplicate key update `photos` = `photos` +
values(`photos`);

-- album-counts.store.ts
insert ignore into `album_counts` (`album_id`, `level`, `photos`)
values (?, …), …
on duplicate key update `photos` = `photos` +
values(`photos`);

-- album-counts.store.ts loadCounts
select `album_id`, sum(`photos`) as `photos`
from `album_counts`
where `level` <= ?
group by `album_id`;

-- album-counts.store.ts loadSharedPhotos

select shared.photo_id, shared.first_id as first, shared.last_id as last, shared.albums

from (
  select photo_id, min(album_id) as first_id, max(album_id) as last_id, count(*) as albums
  
  from album_photos
  group by photo_id
  having count(*) > 1
  ) as shared
straight_join photos on photos.id = shared.photo_id

where photos.deleted_at is null and photos.level <= ?;

-- album-covers.store.ts selectNewestByQuery
select 81 as `id`, (select `photos`.`id`
  from `photos`
  where `photos`.`is_renderable` = ? and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
      from `album_photos`
      where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` <= ? and not `album_photos`.`album_id` in (select id
        from json_table(?, '$[*]' columns (id int path '$')) as listed))) and (`photos`.`id` in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms straight_join text_segments straight_join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where `search_terms`.`term` >= ? and `search_terms`.`term` < ?
        limit 2147483647) as found) or (photos.width_px >= ?))
  order by `photos`.`sort_at` desc, `photos`.`id` desc
  limit ?) as `photo_id`;

-- album-covers.store.ts selectNewestByQuery
select 81 as `id`, (select `photos`.`id`
  from `photos`
  where `photos`.`is_renderable` = ? and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
      from `album_photos`
      where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` in (select id
        from json_table(?, '$[*]' columns (id int path '$')) as listed))) and (`photos`.`id` in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms straight_join text_segments straight_join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where `search_terms`.`term` >= ? and `search_terms`.`term` < ?
        limit 2147483647) as found) or (photos.width_px >= ?))
  order by `photos`.`sort_at` desc, `photos`.`id` desc
  limit ?) as `photo_id`;

-- album-covers.store.ts selectNewestByQuery
select 81 as `id`, (select `photos`.`id`
  from `photos`
  where `photos`.`is_renderable` = ? and `photos`.`deleted_at` is null and (`photos`.`id` in (select found.photo_id
      from (select photo_terms.photo_id
        
        from search_terms straight_join text_segments straight_join photo_terms
        on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
        
        where `search_terms`.`term` >= ? and `search_terms`.`term` < ?
        limit 2147483647) as found) or (photos.width_px >= ?))
  order by `photos`.`sort_at` desc, `photos`.`id` desc
  limit ?) as `photo_id`;

-- album-covers.store.ts selectNewestPhotos
select `albums`.`id`, (select `album_photos`.`photo_id`
  from `album_photos`
  inner join `photos` on `photos`.`id` = `album_photos`.`photo_id`
  where `album_photos`.`album_id` = `albums`.`id` and `photos`.`deleted_at` is null and `photos`.`level` <= ? and `photos`.`is_renderable` = ?
  order by `album_photos`.`sort_at` desc, `album_photos`.`photo_id` desc
  limit ?) as `photo_id`
from `albums`
where `albums`.`id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- album-covers.store.ts selectPhotosBySeed
select `albums`.`id`, coalesce((select links.photo_id
    from album_photos as links
    inner join photos on photos.id = links.photo_id
    
    where links.album_id = albums.id and photos.deleted_at is null and photos.level <= ? and photos.is_renderable = 1
    and links.photo_id >= (select min(ends.photo_id)
      from album_photos as ends
      where ends.album_id = albums.id) + ((select max(ends.photo_id)
        from album_photos as ends
        where ends.album_id = albums.id) - (select min(ends.photo_id)
        from album_photos as ends
        where ends.album_id = albums.id)) * ((albums.id * 40503 + 419641975) % 10007) / 10007
    order by links.photo_id
    limit 1), (select links.photo_id
    from album_photos as links
    inner join photos on photos.id = links.photo_id
    
    where links.album_id = albums.id and photos.deleted_at is null and photos.level <= ? and photos.is_renderable = 1
    
    order by links.photo_id
    limit 1)) as `photo_id`
from `albums`
where `albums`.`id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- album-covers.store.ts selectUsableCovers
select `id`, `level`, `deleted_at`
from `photos`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and `is_renderable` = ?;

-- album-defaults.ts writeAlbumDefaults
insert into `settings` (`key`, `value`, `updated_at`)
values (?, …), …;

-- album-defaults.ts writeAlbumDefaults
select `key`
from `settings`
where `key` = ?;

-- album-photos.store.ts selectLastPlace
select `position`
from `album_photos`
where `album_id` = ? and `position` < ?
order by `position` desc
limit ?;

-- album-photos.store.ts selectNewestDates
select `albums`.`id`, (select `album_photos`.`sort_at`
  from `album_photos`
  inner join `photos` on `photos`.`id` = `album_photos`.`photo_id`
  where `album_photos`.`album_id` = `albums`.`id` and `photos`.`deleted_at` is null and `photos`.`level` <= ?
  order by `album_photos`.`sort_at` desc
  limit ?) as `newest`
from `albums`
where `albums`.`id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- album-photos.store.ts selectPlaceBeside
select `position`
from `album_photos`
where `album_id` = ? and not `photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `position` asc
limit ?;

-- album-photos.store.ts selectPlaceBeside
select `position`
from `album_photos`
where `album_id` = ? and not `photo_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and `position` < ?
order by `position` desc
limit ?;

-- album-photos.store.ts selectPlaces
select `photo_id`, `position`
from `album_photos`
where `album_id` = ? and `position` >= ?
order by `position`, `photo_id`;

-- album-photos.store.ts selectPlacesOf
select `album_photos`.`photo_id`, `album_photos`.`position`
from `photos`
inner join `album_photos` on `album_photos`.`photo_id` = `photos`.`id`
where `photos`.`id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and `album_photos`.`album_id` = ? and `photos`.`deleted_at` is null;

-- album-photos.store.ts writePlaces
update (select id, place
  from json_table(?, '$[*]' columns (id int path '$[0]', place int path '$[1]')) as items) as listed straight_join `album_photos` on `album_photos`.`photo_id` = listed.id
set `album_photos`.`position` = listed.place
where `album_photos`.`position` <> listed.place and `album_photos`.`album_id` = ?;

-- album-places.store.ts deleteAlbums
delete
from `albums`
where `id` in (?, …);

-- album-places.store.ts deleteAlbums
update `albums`
set `parent_id` = ?
where `id` in (?, …);

-- album-places.store.ts lockAlbums
select `id`
from `albums`
where `id` in (?, …)
order by `id`
for update;

-- album-places.store.ts renumber
update (select id, place
  from json_table(?, '$[*]' columns (id int path '$[0]', place int path '$[1]')) as items) as listed straight_join `albums` on `albums`.`id` = listed.id
set `albums`.`position` = listed.place
where `albums`.`position` <> listed.place;

-- album-places.store.ts selectLastPosition
select `position`
from `albums`
where `parent_id` = ?
order by `position` desc, `id` desc
limit ?;

-- album-places.store.ts selectLastPosition
select `position`
from `albums`
where `parent_id` is null
order by `position` desc, `id` desc
limit ?;

-- album-places.store.ts selectSiblings
select `id`, `position`
from `albums`
where `parent_id` = ?
order by `position`, `id`;

-- album-places.store.ts selectSiblings
select `id`, `position`
from `albums`
where `parent_id` is null
order by `position`, `id`;

-- album.delete.ts requireNoFolder
select `id`
from `library_folders`
where `album_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
limit ?;

-- album.grants.ts requirePrincipals
select `id`
from `groups`
where `id` in (?, …);

-- album.grants.ts requirePrincipals
select `id`
from `users`
where `id` in (?, …);

-- album.order.ts selectOrdering
select `id`, `children_order`
from `albums`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and `children_order` is not null;

-- album.search.ts selectByWords
select `id`, `name_words`
from `albums`
where `name_words` like ?
order by length(`name_words`), `id`
limit ?;

-- album.store.ts insertAlbum
insert into `albums` (`photo_sort`, `children_order`, `query`, `theme`, `parent_id`, `position`, `name`, `slug`, `description`, `visibility`, `allows_comments`, `is_folder`, `created_by`, `name_words`, `is_locked`, `inherits_grants`, `cover_photo_id`, `created_at`, `updated_at`)
values (?, …), …;

-- album.store.ts insertAlbum
insert into `albums` (`photo_sort`, `children_order`, `query`, `theme`, `parent_id`, `position`, `name`, `slug`, `description`, `visibility`, `is_folder`, `created_by`, `name_words`, `is_locked`, `inherits_grants`, `cover_photo_id`, `created_at`, `updated_at`)
values (?, …), …;

-- album.store.ts lockAlbum
select *
from `albums`
where `id` = ?
for update;

-- album.store.ts readWords
select `name`, `translations`
from `albums`
where `id` = ?;

-- album.store.ts replaceGrants
delete
from `album_grants`
where `album_id` = ?;

-- album.store.ts replaceGrants
insert into `album_grants` (`album_id`, `principal_type`, `principal_id`, `capabilities`)
values (?, …), …;

-- album.store.ts selectAlbum
select *
from `albums`
where `id` = ?;

-- album.store.ts selectAlbumsWithLinks
select `albums`.*, (select `album_permalinks`.`path`
  from `album_permalinks`
  where `album_permalinks`.`album_id` = `albums`.`id` and `album_permalinks`.`is_current` = ?
  limit ?) as `permalink`
from `albums`
where `albums`.`id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- album.store.ts selectGrants
select `principal_type`, `principal_id`, `capabilities`
from `album_grants`
where `album_id` = ?
order by `principal_type`, `principal_id`;

-- album.store.ts selectPhotosIn
select distinct `photo_id`
from `album_photos`
where `album_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- album.store.ts selectPhotosOnlyIn
select distinct `photo_id`
from `album_photos`
where `album_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed) and not exists (select 1 as `one`
  from `album_photos` as `others`
  where `others`.`photo_id` = `album_photos`.`photo_id` and not `others`.`album_id` in (select id
    from json_table(?, '$[*]' columns (id int path '$')) as listed));

-- album.store.ts updateAlbum
update `albums`
set `children_order` = ?, `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `cover_mode` = ?, `cover_photo_id` = ?, `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `inherits_grants` = ?, `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `name` = ?, `slug` = ?, `cover_mode` = ?, `cover_photo_id` = ?, `is_locked` = ?, `photo_sort` = ?, `updated_at` = ?, `name_words` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `parent_id` = ?, `position` = ?, `name` = ?, `slug` = ?, `updated_at` = ?, `name_words` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `parent_id` = ?, `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `photo_sort` = ?, `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `theme` = ?, `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `translations` = ?, `updated_at` = ?, `name_words` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `updated_at` = ?
where `id` = ?;

-- album.store.ts updateAlbum
update `albums`
set `visibility` = ?, `allows_comments` = ?, `updated_at` = ?
where `id` = ?;

-- album.tree.ts
select `name`
from `locks`
where `name` = ?
for update;

-- children-order.ts childrenOrderOf
select `children_order`
from `albums`
where `id` = ?;

-- children-order.ts selectChildrenToOrder
select `id`, `parent_id`, `position`, `name`, `created_at`, `is_folder`
from `albums`
where `parent_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- children-order.ts selectSiblingsToOrder
select `id`, `position`, `name`, `created_at`, `is_folder`
from `albums`
where `parent_id` = ?
order by `position`, `id`;

-- permalink.change.ts changePermalink
update `album_permalinks`
set `is_current` = ?
where `id` = ?;

-- permalink.store.ts addHits
update `album_permalinks`
set `hits` = `hits` + ?, `last_hit_at` = ?
where `id` = ?;

-- permalink.store.ts deletePermalinks
delete
from `album_permalinks`
where `id` in (?, …);

-- permalink.store.ts insertPermalink
insert into `album_permalinks` (`album_id`, `path`, `path_key`, `is_current`, `last_hit_at`, `created_at`)
values (?, …), …;

-- permalink.store.ts selectPermalink
select `id`, `album_id`, `is_current`
from `album_permalinks`
where `path_key` = ?;

-- permalink.store.ts selectPermalinksOf
select *
from `album_permalinks`
where `album_id` = ?
order by `is_current` desc, `id` desc
limit ?;

-- smart-albums.ts keepPlain
select `id`
from `albums`
where `id` in (?, …)
order by `id` lock in share mode;

-- smart-albums.ts requirePlain
select `id`
from `albums`
where `id` in (?, …) and `query` is not null
limit ?;

-- smart-questions.ts
select `id`, `query`
from `albums`
where `query` is not null;

-- sub-albums.ts updateBelow
select `id`, `visibility`, `is_locked`, `allows_comments`, `photo_sort`, `children_order`
from `albums`
where `id` in (?, …);

-- sub-albums.ts updateBelow
update `albums`
set `visibility` = ?, `allows_comments` = ?, `updated_at` = ?
where `id` in (?, …);

