-- add-user.ts addUser
insert into `group_members` (`group_id`, `user_id`) select `groups`.`id`, ? as `user_id`
from `groups`
where `groups`.`is_default` = ?;

-- group.merge.ts
delete
from `groups`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- group.service.ts
delete
from `group_members`
where `group_id` = ?;

-- group.service.ts
delete
from `group_members`
where `group_id` = ? and `user_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- group.service.ts
delete
from `groups`
where `id` = ?;

-- group.service.ts
update `groups`
set `name` = ?, `name_key` = ?, `is_default` = ?
where `id` = ?;

-- group.store.ts copyMembers
insert ignore into `group_members` (`group_id`, `user_id`) select ? as `group_id`, `theirs`.`user_id`
from `group_members` as `theirs`
where `theirs`.`group_id` = ?;

-- group.store.ts countGroups
select count(*) as `count`
from `groups`;

-- group.store.ts countGroups
select count(*) as `count`
from `groups`
where instr(`groups`.`name_key`, ?) > ?;

-- group.store.ts deleteGrantsOf
delete
from `album_grants`
where `principal_type` = ? and `principal_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- group.store.ts insertGroup
insert into `groups` (`name`, `name_key`, `is_default`, `created_at`)
values (?, …), …;

-- group.store.ts insertMembers
insert ignore into `group_members` (`group_id`, `user_id`)
values (?, …), …;

-- group.store.ts requireGroup
select `id`
from `groups`
where `id` = ?
for update;

-- group.store.ts selectGroups
select `groups`.`id`, `groups`.`name`, `groups`.`name_key`, `groups`.`is_default`, (select count(*) as `members`
  from `group_members`
  where `group_members`.`group_id` = `groups`.`id`) as `members`
from `groups`
order by `groups`.`name_key`
limit ?;

-- group.store.ts selectGroups
select `groups`.`id`, `groups`.`name`, `groups`.`name_key`, `groups`.`is_default`, (select count(*) as `members`
  from `group_members`
  where `group_members`.`group_id` = `groups`.`id`) as `members`
from `groups`
where `groups`.`id` = ?
order by `groups`.`name_key`
limit ?;

-- group.store.ts selectGroups
select `groups`.`id`, `groups`.`name`, `groups`.`name_key`, `groups`.`is_default`, (select count(*) as `members`
  from `group_members`
  where `group_members`.`group_id` = `groups`.`id`) as `members`
from `groups`
where `groups`.`name_key` > ?
order by `groups`.`name_key`
limit ?;

-- group.store.ts selectGroups
select `groups`.`id`, `groups`.`name`, `groups`.`name_key`, `groups`.`is_default`, (select count(*) as `members`
  from `group_members`
  where `group_members`.`group_id` = `groups`.`id`) as `members`
from `groups`
where instr(`groups`.`name_key`, ?) > ?
order by `groups`.`name_key`
limit ?;

-- group.store.ts selectKnownUsers
select `id`
from `users`
where `id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- group.store.ts takeGrants
select `album_id`, `capabilities`
from `album_grants`
where `principal_type` = ? and `principal_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed);

-- set-password.ts writePassword
update `users`
set `password_hash` = ?, `updated_at` = ?
where `id` = ?;

-- user.store.ts countUsers
select count(*) as `count`
from `users`
where ((instr(lower(`users`.`username_key`), ?) > ? or instr(lower(`users`.`email`), ?) > ?) and `users`.`role_id` = ? and `users`.`level` = ? and `users`.`is_disabled` = ? and `users`.`id` in (select `user_id`
    from `group_members`
    where `group_id` = ?));

-- user.store.ts countUsers
select count(*) as `count`
from `users`
where (instr(lower(`users`.`username_key`), ?) > ? or instr(lower(`users`.`email`), ?) > ?);

-- user.store.ts countUsers
select count(*) as `count`
from `users`
where 1 = 1;

-- user.store.ts countUsers
select count(*) as `count`
from `users`
where `users`.`id` in (select `user_id`
  from `group_members`
  where `group_id` = ?);

-- user.store.ts hasAdministrator
select `users`.`id`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where (roles.everywhere & 64) <> 0 and `users`.`is_disabled` = ?
limit ?;

-- user.store.ts hasWebmasterBeside
select `users`.`id`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `roles`.`role_key` = ? and `users`.`is_disabled` = ? and `users`.`id` != ?
limit ?;

-- user.store.ts insertUser
insert into `users` (`username`, `username_key`, `email`, `email_key`, `password_hash`, `role_id`, `level`, `is_disabled`, `created_at`, `updated_at`)
values (?, …), …;

-- user.store.ts renewPasswordHash
update `users`
set `password_hash` = ?
where `id` = ?;

-- user.store.ts selectIdsToNotify
select `users`.`id`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `users`.`is_disabled` = ? and `users`.`email` is not null and (roles.everywhere & 64) <> 0
limit ?;

-- user.store.ts selectOwnerId
select `users`.`id`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `roles`.`role_key` = ?
order by `users`.`id`
limit ?;

-- user.store.ts selectUser
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `users`.`id` = ?;

-- user.store.ts selectUserByName
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `users`.`username_key` = ?;

-- user.store.ts selectUserOfSession
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`, `sessions`.`last_used_at`, `sessions`.`expires_at`, `sessions`.`idle_seconds`, `sessions`.`is_remembered`, `sessions`.`second_factor`, (select `settings`.`value`
  from `settings`
  where `settings`.`key` = ?) as `second_factor_rule`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
inner join `sessions` on `sessions`.`user_id` = `users`.`id`
where `sessions`.`token_hash` = ?;

-- user.store.ts selectUsers
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where ((instr(lower(`users`.`username_key`), ?) > ? or instr(lower(`users`.`email`), ?) > ?) and `users`.`role_id` = ? and `users`.`level` = ? and `users`.`is_disabled` = ? and `users`.`id` in (select `user_id`
    from `group_members`
    where `group_id` = ?))
order by `users`.`username_key`
limit ?;

-- user.store.ts selectUsers
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where (instr(lower(`users`.`username_key`), ?) > ? or instr(lower(`users`.`email`), ?) > ?)
order by `users`.`username_key`
limit ?;

-- user.store.ts selectUsers
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where 1 = 1
order by `users`.`username_key`
limit ?;

-- user.store.ts selectUsers
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where 1 = 1 and `users`.`username_key` > ?
order by `users`.`username_key`
limit ?;

-- user.store.ts selectUsers
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `users`.`id` in (select `user_id`
  from `group_members`
  where `group_id` = ?)
order by `users`.`username_key`
limit ?;

-- user.store.ts selectUsers
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `users`.`id` in (select `user_id`
  from `group_members`
  where `group_id` = ?) and `users`.`username_key` > ?
order by `users`.`username_key`
limit ?;

-- user.store.ts selectUsersByEmail
select `users`.*, `roles`.`role_key`, `roles`.`name` as `role_name`, `roles`.`everywhere`, `roles`.`visible`
from `users`
inner join `roles` on `roles`.`id` = `users`.`role_id`
where `users`.`email_key` = ?
order by `users`.`id`
limit ?;

-- user.store.ts updateEmail
update `users`
set `email` = ?, `email_key` = ?, `updated_at` = ?
where `id` = ?;

-- user.store.ts updatePreferences
update `users`
set `updated_at` = ?, `photos_per_page` = ?, `theme` = ?
where `id` = ?;

-- user.update.ts write
update `users`
set `role_id` = ?, `is_disabled` = ?, `updated_at` = ?
where `id` = ?;

-- user.update.ts write
update `users`
set `role_id` = ?, `updated_at` = ?
where `id` = ?;

-- user.update.ts write
update `users`
set `username` = ?, `username_key` = ?, `email` = ?, `email_key` = ?, `level` = ?, `updated_at` = ?
where `id` = ?;

