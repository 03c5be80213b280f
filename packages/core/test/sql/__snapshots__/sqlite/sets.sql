-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."author" like ?);

-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."camera" like ?);

-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."description" like ?);

-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."file" like ?);

-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."place" like ?);

-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and "photo_texts"."tags" like ?);

-- asked.ts addMatching
select "photos"."id"
from "photos"
where "photos"."id" in (select value
  from json_each(?)) and "photos"."id" in (select "photo_texts"."photo_id"
  from "photo_texts"
  where "photo_texts"."photo_id" = "photos"."id" and ("photo_texts"."title" like ? or "photo_texts"."description" like ? or "photo_texts"."file" like ? or "photo_texts"."author" like ? or "photo_texts"."tags" like ? or "photo_texts"."place" like ? or "photo_texts"."camera" like ? or "photo_texts"."lens" like ? or "photo_texts"."fields" like ?));

-- asked.ts ask
select "id"
from "albums"
where "name_words" like ?;

-- asked.ts ask
select "photos"."id"
from "photos"
where "photos"."id" in (select "photo_fields"."photo_id"
  from "photo_fields"
  where "photo_fields"."field_id" = ? and "photo_fields"."text_words" like ?)
limit ?;

-- asked.ts ask
select "photos"."id"
from "photos"
where "photos"."id" in (select "photo_fields"."photo_id"
  from "photo_fields"
  where "photo_fields"."field_id" = ? and photo_fields.text_key = ?)
limit ?;

-- asked.ts ask
select "photos"."id"
from "photos"
where "photos"."id" in (select "photo_fields"."photo_id"
  from "photo_fields"
  where "photo_fields"."field_id" = ?)
limit ?;

-- catalogue.store.ts selectCatalogueRows
select "id", "level", "deleted_at", "taken_at", "taken_at_local", "sort_at", "added_at", "rating", "width_px", "height_px", "bytes", "latitude", "longitude", "media_type", "mime_type", "file_name", "author", "camera_make", "camera_model", "lens", "iso", "aperture", "exposure_seconds", "focal_length_mm", "duration_seconds", "city", "country", "added_by", "is_renderable", title is not null as "has_title", description is not null as "has_description"
from "photos"
where "id" > ?
order by "id"
limit ?;

-- catalogue.store.ts selectCatalogueRowsById
select "id", "level", "deleted_at", "taken_at", "taken_at_local", "sort_at", "added_at", "rating", "width_px", "height_px", "bytes", "latitude", "longitude", "media_type", "mime_type", "file_name", "author", "camera_make", "camera_model", "lens", "iso", "aperture", "exposure_seconds", "focal_length_mm", "duration_seconds", "city", "country", "added_by", "is_renderable", title is not null as "has_title", description is not null as "has_description"
from "photos"
where "id" in (select value
  from json_each(?));

-- catalogue.store.ts selectLinked
select distinct "photo_id"
from "album_photos"
where "album_id" in (select value
  from json_each(?)) and "photo_id" > ?
order by "photo_id"
limit ?;

-- catalogue.store.ts selectLinked
select distinct "photo_id"
from "photo_tags"
where "tag_id" in (select value
  from json_each(?)) and "photo_id" > ?
order by "photo_id"
limit ?;

-- catalogue.store.ts selectLinks
select "photo_id", "album_id" as "member"
from "album_photos"
where "photo_id" >= ? and ("photo_id" > ? or "album_id" > ?)
order by "photo_id", "album_id"
limit ?;

-- catalogue.store.ts selectLinks
select "photo_id", "tag_id" as "member"
from "photo_tags"
where "photo_id" >= ? and ("photo_id" > ? or "tag_id" > ?)
order by "photo_id", "tag_id"
limit ?;

-- catalogue.store.ts selectLinksOf
select "photo_id", "album_id" as "member"
from "album_photos"
where "photo_id" in (select value
  from json_each(?));

-- catalogue.store.ts selectLinksOf
select "photo_id", "tag_id" as "member"
from "photo_tags"
where "photo_id" in (select value
  from json_each(?));

-- catalogue.store.ts selectMaxPhotoId
select max("id") as "id"
from "photos";

-- catalogue.store.ts selectSetChanges
select "commit_seq", "id", "subject", "subject_id", "action"
from "changes"
where "commit_seq" >= ? and ("commit_seq" > ? or "id" > ?)
order by "commit_seq", "id"
limit ?;

-- text-candidates.ts photosInTurn
select "photo_id"
from "photo_terms"
where "segment" = ? and "term_id" = ? and "photo_id" > ?
order by "photo_id"
limit ?;

-- text-candidates.ts photosInTurn
select "segment"
from "text_segments"
order by "segment";

-- text-candidates.ts photosWith
select "id", "term"
from "search_terms"
where "term" = ?
order by "term"
limit ?;

-- text-candidates.ts photosWith
select "id", "term"
from "search_terms"
where "term" >= ? and "term" < ?
order by "term"
limit ?;

-- text-candidates.ts selectPhotosWith

select photo_terms.photo_id
from text_segments cross join photo_terms on photo_terms.segment = text_segments.segment

where photo_terms.term_id in (select value
  from json_each(?))
limit ?;

