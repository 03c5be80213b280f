-- transaction.ts seal
select "commit_seq"
from "gallery_state"
where "id" = ?;

-- transaction.ts seal
update "gallery_state"
set "commit_seq" = "commit_seq" + ?
where "id" = ?;

-- transaction.ts seal
update "gallery_state"
set "commit_seq" = "commit_seq" + ?, "tree_version" = "tree_version" + ?
where "id" = ?;

-- transaction.ts seal
update "gallery_state"
set "commit_seq" = "commit_seq" + ?, "tree_version" = "tree_version" + ?, "grants_seq" = "grants_seq" + ?
where "id" = ?;

-- transaction.ts seal
update "gallery_state"
set "commit_seq" = "commit_seq" + ?, "tree_version" = "tree_version" + ?, "people_seq" = "people_seq" + ?
where "id" = ?;

