-- role.rules.ts keepAdministrator
select `name`
from `locks`
where `name` = ?
for update;

-- role.service.ts
delete
from `roles`
where `id` = ?;

-- role.service.ts
select `name`
from `locks`
where `name` = ?
for update;

-- role.service.ts
update `users`
set `role_id` = ?, `updated_at` = ?
where `role_id` = ?;

-- role.store.ts countUsersOf
select `role_id`, count(*) as `users`
from `users`
group by `role_id`;

-- role.store.ts countUsersOf
select `role_id`, count(*) as `users`
from `users`
where `role_id` = ?
group by `role_id`;

-- role.store.ts insertRole
insert into `roles` (`role_key`, `name`, `description`, `everywhere`, `visible`)
values (?, …), …;

-- role.store.ts selectRole
select *
from `roles`
where `id` = ?;

-- role.store.ts selectRoleByKey
select *
from `roles`
where `role_key` = ?;

-- role.store.ts selectRoles
select *
from `roles`
order by `id`
limit ?;

-- role.store.ts updateRole
update `roles`
set `name` = ?, `visible` = ?
where `id` = ?;

