-- batch.returns.ts selectLiving
select "id"
from "tags"
where "id" in (select value
  from json_each(?));

-- batch.run.ts look
select *
from "photos"
where "id" in (select value
  from json_each(?))
order by "id";

-- batch.store.ts addToBatch
update "batches"
set "photos" = "photos" + ?
where "batch_id" = ?;

-- batch.store.ts insertBatch
insert into "batches" ("batch_id", "kind", "change", "photos", "undoes", "at", "actor_kind", "actor_id", "user_id", "undone_by")
values (?, …), …;

-- batch.store.ts markUndone
update "batches"
set "undone_by" = ?
where "batch_id" = ? and "undone_by" is null;

-- batch.store.ts selectBatch
select *
from "batches"
where "batch_id" = ?;

-- batch.store.ts selectBatches
select *
from "batches"
order by "id" desc
limit ?;

-- batch.store.ts selectBatches
select *
from "batches"
where "id" < ?
order by "id" desc
limit ?;

-- batch.store.ts selectBatches
select *
from "batches"
where "user_id" = ?
order by "id" desc
limit ?;

-- batch.store.ts selectEntries
select "id", "subject_id", "action", "before", "after"
from "changes"
where "batch_id" = ? and "subject" = ? and "id" < ?
order by "id" desc
limit ?;

-- batch.store.ts unmarkUndone
update "batches"
set "undone_by" = ?
where "undone_by" = ?;

-- batch.undo.ts selectAboveLevel
select "id", "level"
from "photos"
where "id" in (select value
  from json_each(?));

