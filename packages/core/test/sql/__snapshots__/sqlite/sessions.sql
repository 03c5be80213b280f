-- session.service.ts
delete
from "sessions"
where "expires_at" < ?;

-- session.service.ts
delete
from "sessions"
where "token_hash" = ?;

-- session.service.ts
insert into "sessions" ("token_hash", "user_id", "created_at", "last_used_at", "expires_at", "address", "user_agent")
values (?, …), …;

-- session.service.ts
select "user_id"
from "sessions"
where "token_hash" = ?;

