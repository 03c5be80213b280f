-- share.store.ts countLinks
select count(*) as `count`
from `share_links`;

-- share.store.ts countLinks
select count(*) as `count`
from `share_links`
where `created_by` = ?;

-- share.store.ts insertLink
insert into `share_links` (`key_hash`, `name`, `level`, `expires_at`, `created_by`, `created_at`, `revoked_at`)
values (?, …), …;

-- share.store.ts insertLinkGrants
insert into `album_grants` (`album_id`, `principal_type`, `principal_id`, `capabilities`)
values (?, …), …;

-- share.store.ts revokeLink
delete
from `album_grants`
where `principal_type` = ? and `principal_id` = ?;

-- share.store.ts revokeLink
update `share_links`
set `revoked_at` = ?
where `id` = ?;

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

-- share.store.ts selectLinkIdByHash
select `id`
from `share_links`
where `key_hash` = ?;

-- share.store.ts selectLinks
select *
from `share_links`
order by `id` desc
limit ?;

-- share.store.ts selectLinks
select *
from `share_links`
where `created_by` = ?
order by `id` desc
limit ?;

