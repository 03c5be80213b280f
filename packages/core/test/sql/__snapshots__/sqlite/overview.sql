-- overview.store.ts count
select count(*) as "count"
from (select "id"
  from "comments"
  where "state" = ?
  limit ?) as "counted";

-- overview.store.ts count
select count(*) as "count"
from (select "id"
  from "groups"
  limit ?) as "counted";

-- overview.store.ts count
select count(*) as "count"
from (select "id"
  from "registrations"
  where "state" = ?
  limit ?) as "counted";

-- overview.store.ts count
select count(*) as "count"
from (select "id"
  from "tags"
  limit ?) as "counted";

-- overview.store.ts count
select count(*) as "count"
from (select "id"
  from "users"
  limit ?) as "counted";

-- overview.store.ts count
select count(*) as "count"
from (select "photo_id" as "id"
  from "photo_reviews"
  where "state" = ?
  limit ?) as "counted";

