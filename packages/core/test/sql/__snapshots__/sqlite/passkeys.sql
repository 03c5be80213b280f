-- passkey.store.ts countPasskeyUse
update "passkeys"
set "counter" = ?, "is_backed_up" = ?, "last_used_at" = ?
where "id" = ? and "counter" < ?;

-- passkey.store.ts countPasskeys
select count(*) as "count"
from "passkeys"
where "user_id" = ?;

-- passkey.store.ts deleteCeremoniesOf
delete
from "passkey_ceremonies"
where "user_id" = ?;

-- passkey.store.ts deletePasskey
delete
from "passkeys"
where "id" = ? and "user_id" = ?;

-- passkey.store.ts deletePasskeysOf
delete
from "passkeys"
where "user_id" = ?;

-- passkey.store.ts insertCeremony
delete
from "passkey_ceremonies"
where "expires_at" < ?;

-- passkey.store.ts insertCeremony
insert into "passkey_ceremonies" ("token_hash", "purpose", "user_id", "bound_to", "challenge", "created_at", "expires_at")
values (?, …), …;

-- passkey.store.ts insertPasskey
insert into "passkeys" ("user_id", "credential_id", "public_key", "counter", "transports", "is_backed_up", "name", "created_at", "last_used_at")
values (?, …), …;

-- passkey.store.ts renamePasskey
update "passkeys"
set "name" = ?
where "id" = ? and "user_id" = ?;

-- passkey.store.ts selectPasskey
select *
from "passkeys"
where "id" = ? and "user_id" = ?;

-- passkey.store.ts selectPasskeyByCredential
select *
from "passkeys"
where "credential_id" = ?;

-- passkey.store.ts selectPasskeys
select *
from "passkeys"
where "user_id" = ?
order by "id";

