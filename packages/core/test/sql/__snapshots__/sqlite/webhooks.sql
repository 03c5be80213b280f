-- webhook.store.ts countDeliveries
select count(*) as "count"
from "webhook_deliveries"
where "webhook_id" = ?;

-- webhook.store.ts countDeliveries
select count(*) as "count"
from "webhook_deliveries"
where "webhook_id" = ? and "state" = ?;

-- webhook.store.ts deleteWebhook
delete
from "webhooks"
where "id" = ?;

-- webhook.store.ts insertWebhook
insert into "webhooks" ("url", "description", "types", "secret", "state", "commit_seq", "change_id", "attempts", "created_by", "created_at")
values (?, …), …;

-- webhook.store.ts pruneDeliveries
select "id"
from "webhook_deliveries"
where "webhook_id" = ?
order by "id" desc
limit ? offset ?;

-- webhook.store.ts saveDelivery
insert or ignore into "webhook_deliveries" ("webhook_id", "event_id", "event_type", "state", "attempts", "status", "duration_ms", "at")
values (?, …), …;

-- webhook.store.ts saveDelivery
update "webhook_deliveries"
set "state" = ?, "attempts" = ?, "status" = ?, "duration_ms" = ?, "at" = ?
where "webhook_id" = ? and "event_id" = ?;

-- webhook.store.ts selectDeliveries
select *
from "webhook_deliveries"
where "webhook_id" = ?
order by "id" desc
limit ?;

-- webhook.store.ts selectDeliveries
select *
from "webhook_deliveries"
where "webhook_id" = ? and "state" = ?
order by "id" desc
limit ?;

-- webhook.store.ts selectDelivery
select *
from "webhook_deliveries"
where "webhook_id" = ? and "id" = ?;

-- webhook.store.ts selectWebhook
select *
from "webhooks"
where "id" = ?;

-- webhook.store.ts selectWebhooks
select *
from "webhooks"
order by "id";

-- webhook.store.ts updateWebhook
update "webhooks"
set "commit_seq" = ?, "change_id" = ?, "attempts" = ?, "next_at" = ?
where "id" = ?;

-- webhook.store.ts updateWebhook
update "webhooks"
set "secret" = ?
where "id" = ?;

-- webhook.store.ts updateWebhook
update "webhooks"
set "state" = ?, "attempts" = ?, "next_at" = ?, "failing_since" = ?
where "id" = ?;

-- webhook.store.ts updateWebhookAt
update "webhooks"
set "attempts" = ?, "next_at" = ?, "failing_since" = ?
where "id" = ? and "state" = ? and "commit_seq" = ? and "change_id" = ?;

-- webhook.store.ts updateWebhookAt
update "webhooks"
set "commit_seq" = ?, "change_id" = ?, "attempts" = ?, "next_at" = ?, "failing_since" = ?
where "id" = ? and "state" = ? and "commit_seq" = ? and "change_id" = ?;

