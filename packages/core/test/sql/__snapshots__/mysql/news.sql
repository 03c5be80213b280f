-- new-photos.store.ts countNewByAlbum
select `albums`.`id`, `albums`.`name`, count(*) as `count`
from `photos`
inner join `album_photos` on `album_photos`.`photo_id` = `photos`.`id`
inner join `albums` on `albums`.`id` = `album_photos`.`album_id`
where (`photos`.`added_at` >= ? and `photos`.`added_at` < ?) and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed))) and `album_photos`.`album_id` in (select id
  from json_table(?, '$[*]' columns (id int path '$')) as listed)
group by `albums`.`id`, `albums`.`name`
order by count(*) desc, `albums`.`id`
limit ?;

-- new-photos.store.ts countNewPhotos
select count(*) as `count`
from `photos`
where (`photos`.`added_at` >= ? and `photos`.`added_at` < ?) and (`photos`.`deleted_at` is null and `photos`.`level` <= ? and exists (select 1 as `one`
    from `album_photos`
    where `album_photos`.`photo_id` = `photos`.`id` and `album_photos`.`album_id` in (select id
      from json_table(?, '$[*]' columns (id int path '$')) as listed)));

-- news.store.ts countSubscriptions
select count(*) as `count`, min(`next_at`) as `next_at`
from `news_subscriptions`
where `next_at` is not null;

-- news.store.ts deleteFeed
delete
from `personal_feeds`
where `user_id` = ?;

-- news.store.ts makeAllDue
update `news_subscriptions`
set `next_at` = ?
where `next_at` > ?;

-- news.store.ts moveMark
update `news_subscriptions`
set `since` = ?, `next_at` = ?
where `user_id` = ? and `since` = ? and `next_at` = ?;

-- news.store.ts replaceFeed
insert into `personal_feeds` (`user_id`, `key_hash`, `made_at`)
values (?, …), …;

-- news.store.ts selectDueSubscriptions
select `news_subscriptions`.*, `users`.`username`, `users`.`email`, `users`.`is_disabled`
from `news_subscriptions`
inner join `users` on `users`.`id` = `news_subscriptions`.`user_id`
where `news_subscriptions`.`next_at` <= ?
order by `news_subscriptions`.`next_at`, `news_subscriptions`.`user_id`
limit ?;

-- news.store.ts selectFeed
select `made_at`
from `personal_feeds`
where `user_id` = ?;

-- news.store.ts selectFirstSubscriptions
select `news_subscriptions`.*, `users`.`username`, `users`.`email`, `users`.`is_disabled`
from `news_subscriptions`
inner join `users` on `users`.`id` = `news_subscriptions`.`user_id`
where `news_subscriptions`.`next_at` is not null
order by `news_subscriptions`.`next_at`, `news_subscriptions`.`user_id`
limit ?;

-- news.store.ts selectSubscription
select *
from `news_subscriptions`
where `user_id` = ?;

-- news.store.ts selectSubscriptionByKey
select `news_subscriptions`.*, `users`.`username`, `users`.`email`, `users`.`is_disabled`
from `news_subscriptions`
inner join `users` on `users`.`id` = `news_subscriptions`.`user_id`
where `news_subscriptions`.`unsubscribe_key` = ?;

-- news.store.ts selectSubscriptionWithUser
select `news_subscriptions`.*, `users`.`username`, `users`.`email`, `users`.`is_disabled`
from `news_subscriptions`
inner join `users` on `users`.`id` = `news_subscriptions`.`user_id`
where `news_subscriptions`.`user_id` = ?;

-- news.store.ts selectSubscriptions
select `news_subscriptions`.*, `users`.`username`, `users`.`email`, `users`.`is_disabled`
from `news_subscriptions`
inner join `users` on `users`.`id` = `news_subscriptions`.`user_id`
where `news_subscriptions`.`next_at` is not null and `news_subscriptions`.`user_id` > ?
order by `news_subscriptions`.`user_id`
limit ?;

-- news.store.ts selectUserOfFeed
select `user_id`
from `personal_feeds`
where `key_hash` = ?;

-- news.store.ts setRhythm
insert ignore into `news_subscriptions` (`user_id`, `rhythm`, `unsubscribe_key`, `since`, `next_at`)
values (?, …), …;

-- news.store.ts setRhythm
update `news_subscriptions`
set `rhythm` = ?, `next_at` = ?
where `user_id` = ?;

-- news.store.ts setRhythm
update `news_subscriptions`
set `rhythm` = ?, `next_at` = ?, `since` = ?
where `user_id` = ?;

