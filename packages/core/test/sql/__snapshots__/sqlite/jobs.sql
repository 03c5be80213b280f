-- job.store.ts claim
update "jobs"
set "state" = ?, "lease_owner" = ?, "lease_until" = ?, "attempts" = ?
where "id" = ? and "state" = ? and "attempts" = ? and "lease_owner" is null;

-- job.store.ts countJobs
select "state", count(*) as "count"
from "jobs"
where "state" in (?, …) and "queue" != ?
group by "state";

-- job.store.ts insertJobs
insert into "jobs" ("queue", "payload", "state", "unique_key", "run_at", "attempts", "max_attempts", "lease_owner", "lease_until", "progress_done", "progress_total", "error_code", "error_message", "created_at", "finished_at")
values (?, …), …;

-- job.store.ts selectDue
select *
from "jobs"
where "queue" in (?, …) and (("state" = ? and "run_at" <= ?) or ("state" = ? and "lease_until" < ?))
order by "run_at", "id"
limit ?;

-- job.store.ts updateClaimed
update "jobs"
set "progress_done" = ?, "progress_total" = ?
where "id" = ? and "lease_owner" = ?;

-- job.store.ts updateClaimed
update "jobs"
set "progress_done" = ?, "progress_total" = ?, "state" = ?, "lease_owner" = ?, "lease_until" = ?, "error_code" = ?, "error_message" = ?, "unique_key" = ?, "finished_at" = ?
where "id" = ? and "lease_owner" = ?;

-- job.store.ts updateClaimed
update "jobs"
set "state" = ?, "lease_owner" = ?, "lease_until" = ?, "error_code" = ?, "error_message" = ?, "unique_key" = ?, "finished_at" = ?
where "id" = ? and "lease_owner" = ?;

-- job.store.ts updateClaimed
update "jobs"
set "state" = ?, "lease_owner" = ?, "lease_until" = ?, "error_code" = ?, "error_message" = ?, "unique_key" = ?, "finished_at" = ?, "payload" = ?
where "id" = ? and "lease_owner" = ?;

-- job.store.ts updateClaimed
update "jobs"
set "state" = ?, "run_at" = ?, "lease_owner" = ?, "lease_until" = ?, "error_code" = ?, "error_message" = ?, "unique_key" = ?, "finished_at" = ?
where "id" = ? and "lease_owner" = ?;

-- jobs.ts enqueue
insert into "jobs" ("queue", "payload", "state", "unique_key", "run_at", "attempts", "max_attempts", "lease_owner", "lease_until", "progress_done", "progress_total", "error_code", "error_message", "created_at", "finished_at")
values (?, …), …;

-- jobs.ts find
select *
from "jobs"
where "unique_key" = ?;

-- jobs.ts get
select *
from "jobs"
where "id" = ?;

-- jobs.ts list
select *
from "jobs"
where "queue" != ?
order by "id" desc
limit ?;

-- jobs.ts list
select *
from "jobs"
where "queue" != ? and "id" < ?
order by "id" desc
limit ?;

-- jobs.ts list
select *
from "jobs"
where "queue" != ? and "state" = ?
order by "id" desc
limit ?;

-- jobs.ts remove
delete
from "jobs"
where "id" = ? and "queue" != ? and "state" != ?;

-- jobs.ts retry
update "jobs"
set "state" = ?, "attempts" = ?, "run_at" = ?, "finished_at" = ?
where "id" = ? and "state" = ? and "queue" not in (?, …);

-- lease.ts claim
insert into "jobs" ("queue", "payload", "state", "unique_key", "run_at", "attempts", "max_attempts", "lease_owner", "lease_until", "progress_done", "progress_total", "error_code", "error_message", "created_at", "finished_at")
values (?, …), …;

-- lease.ts exclusively
delete
from "jobs"
where "unique_key" = ? and "lease_owner" = ?;

-- lease.ts renewLease
update "jobs"
set "lease_until" = ?
where "unique_key" = ? and "lease_owner" = ?;

