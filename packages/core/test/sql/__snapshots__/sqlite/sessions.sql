-- one-time.store.ts takeOnce
delete
from "identity_flows"
where "token_hash" = ?;

-- one-time.store.ts takeOnce
delete
from "passkey_ceremonies"
where "token_hash" = ?;

-- one-time.store.ts takeOnce
select *
from "identity_flows"
where "token_hash" = ?;

-- one-time.store.ts takeOnce
select *
from "passkey_ceremonies"
where "token_hash" = ?;

-- session.service.ts
delete
from "sessions"
where "token_hash" = ?;

-- session.service.ts
select "user_id"
from "sessions"
where "token_hash" = ?;

-- session.store.ts deleteSessionById
delete
from "sessions"
where "user_id" = ? and "token_hash" >= ? and "token_hash" < ?;

-- session.store.ts deleteSessionsOf
delete
from "sessions"
where "user_id" = ?;

-- session.store.ts deleteSessionsOf
delete
from "sessions"
where "user_id" = ? and ("token_hash" < ? or "token_hash" >= ?);

-- session.store.ts hasSessionFrom
select "user_id"
from "sessions"
where "user_id" = ? and "address" = ?
limit ?;

-- session.store.ts insertSession
delete
from "sessions"
where "expires_at" < ?;

-- session.store.ts insertSession
insert into "sessions" ("token_hash", "user_id", "created_at", "last_used_at", "expires_at", "address", "user_agent", "is_remembered", "idle_seconds", "second_factor")
values (?, …), …;

-- session.store.ts limitSessions
update "sessions"
set "expires_at" = ?
where "is_remembered" = ? and "expires_at" > ?;

-- session.store.ts limitSessions
update "sessions"
set "idle_seconds" = ?
where "is_remembered" = ? and "idle_seconds" != ?;

-- session.store.ts selectSessionsOf
select *
from "sessions"
where "user_id" = ? and "expires_at" > ?
order by "last_used_at" desc
limit ?;

-- slow-down.store.ts addFailure
insert or ignore into "sign_in_failures" ("bucket", "failures", "first_at", "last_at")
values (?, …), …;

-- slow-down.store.ts addFailure
update "sign_in_failures"
set "failures" = "failures" + ?, "last_at" = ?
where "bucket" = ? and "first_at" > ?;

-- slow-down.store.ts addFailure
update "sign_in_failures"
set "failures" = ?, "first_at" = ?, "last_at" = ?
where "bucket" = ? and "first_at" <= ?;

-- slow-down.store.ts selectFailures
select "failures", "first_at", "last_at"
from "sign_in_failures"
where "bucket" = ?;

