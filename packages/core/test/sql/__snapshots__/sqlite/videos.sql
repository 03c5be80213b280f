-- video.store.ts selectVideo
select *
from "photos"
where "id" = ? and "media_type" = ? and "deleted_at" is null;

-- video.store.ts selectVideoHashes
select "sha256"
from "photos"
where "id" in (select value
  from json_each(?)) and "media_type" = ?;

