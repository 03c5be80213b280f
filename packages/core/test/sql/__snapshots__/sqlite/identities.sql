-- identity.store.ts deleteIdentitiesOf
delete
from "identities"
where "user_id" = ?;

-- identity.store.ts deleteIdentitiesOf
delete
from "identity_flows"
where "user_id" = ?;

-- identity.store.ts deleteIdentity
delete
from "identities"
where "id" = ? and "user_id" = ?;

-- identity.store.ts deleteMember
delete
from "group_members"
where "group_id" = ? and "user_id" = ?;

-- identity.store.ts insertFlow
delete
from "identity_flows"
where "expires_at" < ?;

-- identity.store.ts insertFlow
insert into "identity_flows" ("token_hash", "user_id", "session_id", "data", "created_at", "expires_at")
values (?, …), …;

-- identity.store.ts insertIdentity
insert into "identities" ("user_id", "issuer", "subject", "name", "gives_admin", "created_at", "last_used_at")
values (?, …), …;

-- identity.store.ts selectIdentities
select *
from "identities"
where "user_id" = ?
order by "id"
limit ?;

-- identity.store.ts selectIdentity
select *
from "identities"
where "issuer" = ? and "subject" = ?;

-- identity.store.ts selectNamedGroups
select "groups"."id", "groups"."name_key", "group_members"."user_id"
from "groups"
left join "group_members" on "group_members"."group_id" = "groups"."id" and "group_members"."user_id" = ?
where "groups"."name_key" in (?, …);

-- identity.store.ts selectTakenNames
select "username_key"
from "users"
where "username_key" in (?, …);

-- identity.store.ts setRole
update "users"
set "role_id" = ?, "updated_at" = ?
where "id" = ?;

-- identity.store.ts updateIdentity
update "identities"
set "gives_admin" = ?
where "id" = ?;

-- identity.store.ts updateIdentity
update "identities"
set "name" = ?, "last_used_at" = ?
where "id" = ?;

