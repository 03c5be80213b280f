-- account-deletion.store.ts deleteUserRow
delete
from `users`
where `id` = ?;

-- account-deletion.store.ts emptyChangesAbout
select `id`
from `api_keys`
where `user_id` = ?;

-- account-deletion.store.ts emptyChangesAbout
update `changes`
set `before` = ?, `after` = ?
where `subject` = ? and `subject_id` in (?, …);

-- account-deletion.store.ts emptyUser
delete
from `api_keys`
where `user_id` = ?;

-- account-deletion.store.ts emptyUser
delete
from `group_members`
where `user_id` = ?;

-- account-deletion.store.ts emptyUser
update `users`
set `username` = ?, `username_key` = ?, `email` = ?, `email_key` = ?, `password_hash` = ?, `level` = ?, `photos_per_page` = ?, `recent_days` = ?, `language` = ?, `theme` = ?, `is_disabled` = ?, `updated_at` = ?, `role_id` = ?
where `id` = ?;

-- account-deletion.store.ts giveAlbums
update `albums`
set `created_by` = ?
where `created_by` = ?;

-- account-deletion.store.ts givePhotos
select `id`
from `photos`
where `added_by` = ?
limit ?;

-- account-deletion.store.ts givePhotos
update `photos`
set `added_by` = ?
where `id` in (1, …);

-- account-deletion.store.ts revokeGrantsOf
delete
from `album_grants`
where `principal_type` = ? and `principal_id` = ?;

-- account-deletion.store.ts revokeGrantsOf
select `album_id`, `capabilities`
from `album_grants`
where `principal_type` = ? and `principal_id` = ?;

-- account-deletion.store.ts revokeLinksOf
select `id`
from `share_links`
where `created_by` = ? and `revoked_at` is null;

-- account-deletion.store.ts revokeLinksOf
update `share_links`
set `revoked_at` = ?
where `created_by` = ? and `revoked_at` is null;

-- account-export.store.ts selectAddedPhotos
select `id`, `file_name`, `bytes`, `sha256`, `added_at`, `deleted_at`
from `photos`
where `added_by` = ? and `id` > ?
order by `id`
limit ?;

-- account-export.store.ts selectGroupsOf
select `groups`.`id`, `groups`.`name`
from `groups`
inner join `group_members` on `group_members`.`group_id` = `groups`.`id`
where `group_members`.`user_id` = ?
order by `groups`.`name_key`;

-- account-export.store.ts selectKeysOf
select `id`, `name`, `key_start`, `scopes`, `created_at`, `expires_at`, `last_used_at`, `revoked_at`
from `api_keys`
where `user_id` = ?
order by `id`
limit ?;

-- account-export.store.ts selectLinksMadeBy
select `id`, `name`, `created_at`, `expires_at`, `revoked_at`
from `share_links`
where `created_by` = ?
order by `id`
limit ?;

-- account-export.store.ts selectOwnChanges
select `id`, `at`, `subject`, `subject_id`, `action`
from `changes`
where `id` >= ? and `id` < ? and ((`actor_kind` = ? and `actor_id` = ?) or (`actor_kind` = ? and `actor_id` in (select `api_keys`.`id`
      from `api_keys`
      where `api_keys`.`user_id` = ?)))
order by `id` desc;

-- account-token.store.ts deleteAccountTokens
delete
from `account_tokens`
where `user_id` = ?;

-- account-token.store.ts deleteAccountTokens
delete
from `account_tokens`
where `user_id` = ? and `kind` = ?;

-- account-token.store.ts deleteExpiredAccountTokens
delete
from `account_tokens`
where `expires_at` <= ?;

-- account-token.store.ts insertAccountToken
insert into `account_tokens` (`user_id`, `kind`, `email`, `created_at`, `expires_at`, `token_hash`)
values (?, …), …;

-- account-token.store.ts renewAccountToken
update `account_tokens`
set `token_hash` = ?
where `id` = ?;

-- account-token.store.ts selectAccountToken
select *
from `account_tokens`
where `token_hash` = ? and `kind` = ? and `expires_at` > ?;

-- account-token.store.ts selectAccountTokenById
select *
from `account_tokens`
where `id` = ?;

-- account-token.store.ts selectAccountTokensOf
select *
from `account_tokens`
where `user_id` = ? and `kind` = ?
order by `id` desc
limit ?;

-- account-token.store.ts takeAccountToken
delete
from `account_tokens`
where `id` = ?;

-- registration.store.ts countRegistrations
select count(*) as `count`
from `registrations`
where `state` = ?;

-- registration.store.ts deleteExpiredRegistrations
delete
from `registrations`
where `expires_at` <= ?;

-- registration.store.ts deleteRegistration
delete
from `registrations`
where `id` = ? and `state` = ?;

-- registration.store.ts insertRegistration
insert into `registrations` (`username`, `username_key`, `email`, `password_hash`, `state`, `created_at`, `expires_at`, `token_hash`)
values (?, …), …;

-- registration.store.ts renewRegistrationToken
update `registrations`
set `token_hash` = ?
where `id` = ? and `state` = ?;

-- registration.store.ts selectRegistration
select *
from `registrations`
where `id` = ?;

-- registration.store.ts selectRegistrationOfToken
select *
from `registrations`
where `token_hash` = ? and `state` = ? and `expires_at` > ?;

-- registration.store.ts selectWaiting
select *
from `registrations`
where `state` = ?
order by `id`
limit ?;

-- registration.store.ts selectWaiting
select *
from `registrations`
where `state` = ? and `id` > ?
order by `id`
limit ?;

-- registration.store.ts setWaiting
update `registrations`
set `username` = ?, `username_key` = ?, `state` = ?, `expires_at` = ?, `token_hash` = ?
where `id` = ? and `state` = ?;

