-- share.store.ts countLinks
select count(*) as `count`
from `share_links`;

-- share.store.ts countLinks
select count(*) as `count`
from `share_links`
where `created_by` = ?;

-- share.store.ts countLinks
select count(*) as `count`
from `share_links`
where `share_links`.`id` in (select `principal_id`
  from `album_grants`
  where `album_id` = ? and `principal_type` = ?);

-- share.store.ts countPhotosOfLinks
select `link_id`, count(*) as `photos`
from `share_photos`
where `link_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
group by `link_id`;

-- share.store.ts insertLink
insert into `share_links` (`key_hash`, `name`, `recipient`, `level`, `with_below`, `photo_bits`, `query`, `password_hash`, `max_uses`, `expires_at`, `max_size`, `watermark_text`, `feedback_bits`, `created_by`, `created_at`, `revoked_at`, `last_used_at`)
values (?, …), …;

-- share.store.ts insertLinkGrants
insert into `album_grants` (`album_id`, `principal_type`, `principal_id`, `capabilities`)
values (?, …), …;

-- share.store.ts insertLinkPhotos
insert into `share_photos` (`link_id`, `photo_id`)
values (?, …), …;

-- share.store.ts revokeLink
delete
from `album_grants`
where `principal_type` = ? and `principal_id` = ?;

-- share.store.ts revokeLink
update `share_links`
set `revoked_at` = ?
where `id` = ?;

-- share.store.ts revokeLinks
delete
from `album_grants`
where `principal_type` = ?;

-- share.store.ts revokeLinks
delete
from `album_grants`
where `principal_type` = ? and `principal_id` in (select `id`
  from `share_links`
  where `created_by` = ?);

-- share.store.ts revokeLinks
update `share_links`
set `revoked_at` = ?
where `revoked_at` is null;

-- share.store.ts revokeLinks
update `share_links`
set `revoked_at` = ?
where `revoked_at` is null and `created_by` = ?;

-- share.store.ts selectGrantsOfLinks
select `principal_id`, `album_id`, `capabilities`
from `album_grants`
where `principal_type` = ? and `principal_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
order by `album_id`;

-- share.store.ts selectLink
select *
from `share_links`
where `id` = ?;

-- share.store.ts selectLinkByHash
select *
from `share_links`
where `key_hash` = ?;

-- share.store.ts selectLinks
select *
from `share_links`
order by `share_links`.`id` desc
limit ?;

-- share.store.ts selectLinks
select *
from `share_links`
where `created_by` = ?
order by `share_links`.`id` desc
limit ?;

-- share.store.ts selectLinks
select *
from `share_links`
where `share_links`.`id` in (select `principal_id`
  from `album_grants`
  where `album_id` = ? and `principal_type` = ?)
order by `share_links`.`id` desc
limit ?;

-- share.store.ts selectPhotosOfLink
select `photo_id`
from `share_photos`
where `link_id` = ?;

-- share.store.ts updateLink
update `share_links`
set `max_size` = ?, `watermark_text` = ?
where `id` = ?;

-- share.store.ts updateLink
update `share_links`
set `password_hash` = ?, `max_uses` = ?
where `id` = ?;

-- share.store.ts updateLink
update `share_links`
set `photo_bits` = ?
where `id` = ?;

-- share.store.ts updateLinkGrants
update `album_grants`
set `capabilities` = ?
where `principal_type` = ? and `principal_id` = ?;

-- share.store.ts withdrawAlbum
delete
from `album_grants`
where `album_id` = ? and `principal_type` = ? and `principal_id` in (1, …);

-- visit.store.ts countUse
update `share_links`
set `uses` = `uses` + ?, `last_used_at` = ?
where `id` = ? and `revoked_at` is null and (`max_uses` is null or `uses` < `max_uses`);

-- visit.store.ts countVisits
select count(*) as `count`
from `share_visits`
where `link_id` = ? and `visited_at` >= ?;

-- visit.store.ts forgetVisitors
update `share_visits`
set `token_hash` = ?
where `link_id` = ?;

-- visit.store.ts hasVisit
select `id`
from `share_visits`
where `token_hash` = ? and `link_id` = ?;

-- visit.store.ts insertVisit
insert into `share_visits` (`link_id`, `token_hash`, `visited_at`, `network`, `user_agent`)
values (?, …), …;

-- visit.store.ts selectVisits
select *
from `share_visits`
where `link_id` = ? and `visited_at` >= ?
order by `id` desc
limit ?;

-- visit.store.ts sweepVisits
delete
from `share_visits`
where `visited_at` < ?;

-- visit.store.ts sweepVisits
select `id`
from `share_visits`
where `link_id` = ?
order by `id` desc
limit ? offset ?;

