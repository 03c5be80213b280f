-- event.store.ts findPlaceAt
select "at"
from "changes"
where "commit_seq" >= ?
order by "commit_seq"
limit ?;

-- event.store.ts findPlaceAt
select "at"
from "changes"
where "id" >= ?
order by "id"
limit ?;

-- event.store.ts selectOfCommit
select *
from "changes"
where "commit_seq" = ? and "id" > ?
order by "id"
limit ?;

-- event.store.ts selectOfLaterCommits
select *
from "changes"
where "commit_seq" > ?
order by "commit_seq", "id"
limit ?;

