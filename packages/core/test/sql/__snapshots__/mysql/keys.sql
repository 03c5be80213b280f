-- api-key.service.ts
select `name`
from `locks`
where `name` = ?
for update;

-- api-key.store.ts countApiKeys
select count(*) as `count`
from `api_keys`;

-- api-key.store.ts countApiKeys
select count(*) as `count`
from `api_keys`
where `user_id` = ?;

-- api-key.store.ts countApiKeys
select count(*) as `count`
from `api_keys`
where `user_id` = ? and `revoked_at` is null and (`expires_at` is null or `expires_at` > ?);

-- api-key.store.ts insertApiKey
insert into `api_keys` (`user_id`, `key_hash`, `key_start`, `name`, `scopes`, `created_at`, `expires_at`, `last_used_at`, `revoked_at`)
values (?, …), …;

-- api-key.store.ts revokeApiKeys
select `id`
from `api_keys`
where `user_id` = ? and `revoked_at` is null;

-- api-key.store.ts revokeApiKeys
select `id`
from `api_keys`
where `user_id` = ? and `revoked_at` is null and `id` = ?;

-- api-key.store.ts revokeApiKeys
update `api_keys`
set `revoked_at` = ?
where `id` in (?, …);

-- api-key.store.ts selectApiKey
select `api_keys`.*, `users`.`username`, `users`.`is_disabled`
from `api_keys`
inner join `users` on `users`.`id` = `api_keys`.`user_id`
where `api_keys`.`id` = ?;

-- api-key.store.ts selectApiKeyByHash
select `id`, `user_id`, `last_used_at`
from `api_keys`
where `key_hash` = ?;

-- api-key.store.ts selectApiKeys
select `api_keys`.*, `users`.`username`, `users`.`is_disabled`
from `api_keys`
inner join `users` on `users`.`id` = `api_keys`.`user_id`
order by `api_keys`.`id` desc
limit ?;

-- api-key.store.ts selectApiKeys
select `api_keys`.*, `users`.`username`, `users`.`is_disabled`
from `api_keys`
inner join `users` on `users`.`id` = `api_keys`.`user_id`
where `api_keys`.`user_id` = ?
order by `api_keys`.`id` desc
limit ?;

-- api-key.store.ts selectApiKeys
select `api_keys`.*, `users`.`username`, `users`.`is_disabled`
from `api_keys`
inner join `users` on `users`.`id` = `api_keys`.`user_id`
where `api_keys`.`user_id` = ? and `api_keys`.`id` < ?
order by `api_keys`.`id` desc
limit ?;

-- api-key.store.ts touchApiKey
update `api_keys`
set `last_used_at` = ?
where `id` = ?;

