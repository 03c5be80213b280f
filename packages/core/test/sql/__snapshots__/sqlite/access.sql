-- access.store.ts hasGroup
select "id"
from "groups"
where "id" = ?;

-- access.store.ts loadApiKey
select "user_id", "scopes", "expires_at", "revoked_at"
from "api_keys"
where "id" = ?;

-- access.store.ts loadGrants
select "album_id", "principal_type", "principal_id", "capabilities"
from "album_grants";

-- access.store.ts loadGrants
select "album_id", "principal_type", "principal_id", "capabilities"
from "album_grants"
where "album_id" in (?, …);

-- access.store.ts loadGuestAccess
select "key", "value"
from "settings"
where "key" in (?, …);

-- access.store.ts loadImaging
select "value"
from "settings"
where "key" = ?;

-- access.store.ts loadLink
select "share_links"."name", "share_links"."level", "expires_at", "revoked_at", "users"."is_disabled", "share_links"."with_below", "share_links"."photo_bits", "share_links"."query", "share_links"."created_by", "max_size", "watermark_text", "feedback_bits"
from "share_links"
left join "users" on "users"."id" = "share_links"."created_by"
where "share_links"."id" = ?;

-- access.store.ts loadLinkPhotos
select "photo_id"
from "share_photos"
where "link_id" = ?;

-- access.store.ts loadPerson
select "group_id"
from "group_members"
where "user_id" = ?;

-- access.store.ts loadPerson
select "role_id", "level", "is_disabled"
from "users"
where "id" = ?;

-- access.store.ts loadRoles
select "id", "role_key", "everywhere", "visible"
from "roles";

-- access.store.ts loadTreeAlbums
select "id", "parent_id", "position", "visibility", "is_locked", "inherits_grants", "theme"
from "albums";

-- access.store.ts loadTreeAlbums
select "id", "parent_id", "position", "visibility", "is_locked", "inherits_grants", "theme"
from "albums"
where "id" in (?, …);

-- access.store.ts stateQueryOf
select "tree_version", "commit_seq", "grants_seq", "people_seq"
from "gallery_state"
where "id" = ?;

-- rights.service.ts explainPhoto
select "album_id"
from "album_photos"
where "photo_id" = ?
order by "album_id"
limit ?;

-- rights.service.ts explainPhoto
select "level", "deleted_at"
from "photos"
where "id" = ?;

-- snapshot-delta.ts selectChangedAlbums
select "commit_seq", "subject", "subject_id", "action", "after"
from "changes"
where "commit_seq" > ? and "commit_seq" <= ?
limit ?;

