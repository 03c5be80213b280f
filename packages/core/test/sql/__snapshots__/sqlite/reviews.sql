-- may-review.ts selectInReview
select "album_id", "user_id"
from "photo_reviews"
where "photo_id" = ? and "state" != ?;

-- may-review.ts selectInReview
select *
from "photos"
where "id" = ? and "deleted_at" is not null;

-- quota.store.ts addUsage
update "upload_quotas"
set "photos" = "photos" + ?, "bytes" = "bytes" + ?
where "owner_type" = ? and "owner_id" = ?;

-- quota.store.ts countQuotas
select count(*) as "count"
from "upload_quotas"
left join "users" on "users"."id" = "upload_quotas"."owner_id" and "upload_quotas"."owner_type" = ?
left join "share_links" on "share_links"."id" = "upload_quotas"."owner_id" and "upload_quotas"."owner_type" = ?
where ("upload_quotas"."owner_type" = ? or "users"."id" is not null or "share_links"."id" is not null);

-- quota.store.ts countUpload
update "upload_quotas"
set "photos" = "photos" + ?, "bytes" = "bytes" + ?
where "owner_type" = ? and "owner_id" = ? and ("max_photos" is null or "photos" < "max_photos") and ("max_bytes" is null or "bytes" + ? <= "max_bytes");

-- quota.store.ts deleteQuota
delete
from "upload_quotas"
where "owner_type" = ? and "owner_id" = ?;

-- quota.store.ts insertQuota
insert into "upload_quotas" ("owner_type", "owner_id", "max_photos", "max_bytes", "photos", "bytes")
values (?, …), …;

-- quota.store.ts selectQuota
select *
from "upload_quotas"
where "owner_type" = ? and "owner_id" = ?;

-- quota.store.ts selectQuotas
select "upload_quotas".*, "users"."username", "share_links"."name" as "link_name"
from "upload_quotas"
left join "users" on "users"."id" = "upload_quotas"."owner_id" and "upload_quotas"."owner_type" = ?
left join "share_links" on "share_links"."id" = "upload_quotas"."owner_id" and "upload_quotas"."owner_type" = ?
where ("upload_quotas"."owner_type" = ? or "users"."id" is not null or "share_links"."id" is not null)
order by "upload_quotas"."owner_type", "upload_quotas"."owner_id"
limit ?;

-- quota.store.ts selectQuotas
select "upload_quotas".*, "users"."username", "share_links"."name" as "link_name"
from "upload_quotas"
left join "users" on "users"."id" = "upload_quotas"."owner_id" and "upload_quotas"."owner_type" = ?
left join "share_links" on "share_links"."id" = "upload_quotas"."owner_id" and "upload_quotas"."owner_type" = ?
where ("upload_quotas"."owner_type" = ? or "users"."id" is not null or "share_links"."id" is not null) and ("upload_quotas"."owner_type" > ? or ("upload_quotas"."owner_type" = ? and "upload_quotas"."owner_id" > ?))
order by "upload_quotas"."owner_type", "upload_quotas"."owner_id"
limit ?;

-- quota.store.ts selectUsage
select count(*) as "photos", sum("bytes") as "bytes"
from "photos"
where "added_by" = ?;

-- quota.store.ts selectUsage
select count(*) as "photos", sum("bytes") as "bytes"
from "photos"
where "photos"."id" in (select "photo_id"
  from "photo_reviews"
  where "link_id" = ?);

-- quota.store.ts selectUsage
select count(*) as "photos", sum("bytes") as "bytes"
from "photos"
where "photos"."id" in (select "photo_id"
  from "photo_reviews"
  where "user_id" is null and "link_id" is null);

-- quota.store.ts updateQuota
update "upload_quotas"
set "max_photos" = ?, "max_bytes" = ?
where "owner_type" = ? and "owner_id" = ?;

-- review.change.ts hideApproved
select "id"
from "photos"
where "id" in (select value
  from json_each(?)) and "deleted_at" is null;

-- review.change.ts hideApproved
update "photos"
set "deleted_at" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- review.change.ts work
update "photos"
set "deleted_at" = ?, "updated_at" = ?
where "id" in (select value
  from json_each(?));

-- review.service.ts requireOwner
select "id"
from "share_links"
where "id" = ?;

-- review.service.ts requireOwner
select "id"
from "users"
where "id" = ?;

-- review.store.ts countReviews
select count(*) as "count"
from "photo_reviews"
where "state" = ?;

-- review.store.ts countReviewsOf
select count(*) as "count"
from "photo_reviews"
where "user_id" = ?;

-- review.store.ts deleteReviews
delete
from "photo_reviews"
where "photo_id" in (select value
  from json_each(?));

-- review.store.ts insertReview
insert into "photo_reviews" ("photo_id", "album_id", "user_id", "link_id", "sent_at", "state", "note", "decided_by", "decided_at")
values (?, …), …;

-- review.store.ts lockReviews
select *
from "photo_reviews"
where "photo_id" in (select value
  from json_each(?))
order by "photo_id";

-- review.store.ts selectReviews
select *
from "photo_reviews"
where "state" = ?
order by "photo_id"
limit ?;

-- review.store.ts selectReviews
select *
from "photo_reviews"
where "state" = ? and "photo_id" > ?
order by "photo_id"
limit ?;

-- review.store.ts selectReviewsOf
select *
from "photo_reviews"
where "user_id" = ?
order by "photo_id" desc
limit ?;

-- review.store.ts selectReviewsOf
select *
from "photo_reviews"
where "user_id" = ? and "photo_id" < ?
order by "photo_id" desc
limit ?;

-- review.store.ts selectSenders
select "id", "name"
from "share_links"
where "id" in (select value
  from json_each(?));

-- review.store.ts selectSenders
select "id", "username"
from "users"
where "id" in (select value
  from json_each(?));

-- review.store.ts updateReviews
update "photo_reviews"
set "state" = ?, "note" = ?, "decided_by" = ?, "decided_at" = ?
where "photo_id" in (select value
  from json_each(?));

