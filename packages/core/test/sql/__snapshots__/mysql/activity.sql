-- activity.names.ts selectNames
select `id`, `name`
from `albums`
where `id` in (1, …);

-- activity.names.ts selectNames
select `id`, `name`
from `tags`
where `id` in (1, …);

-- activity.names.ts selectNames
select `id`, `username` as `name`
from `users`
where `id` in (1, …);

-- activity.names.ts selectNames
select `id`, coalesce(`title`, `file_name`) as `name`
from `photos`
where `id` in (1, …);

-- activity.store.ts selectActivity
select *
from `changes`
where `id` >= ? and `id` < ? and (((`subject` = ? and `action` = ?) or `subject` = ?) and ((`actor_kind` = ? and `actor_id` = ?) or (`actor_kind` = ? and `actor_id` in (select `api_keys`.`id`
        from `api_keys`
        where `api_keys`.`user_id` = ?))))
order by `id` desc
limit ?;

-- activity.store.ts selectActivity
select *
from `changes`
where `id` >= ? and `id` < ? and (`subject` = ? and `subject_id` = ?)
order by `id` desc
limit ?;

-- activity.store.ts selectActivity
select *
from `changes`
where `id` >= ? and `id` < ? and not (`subject` = ? and `action` = ?)
order by `id` desc
limit ?;

-- activity.store.ts selectMaxChangeId
select max(`id`) as `id`
from `changes`;

