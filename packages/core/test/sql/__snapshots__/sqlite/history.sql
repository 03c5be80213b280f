-- visit-days.store.ts countVisits
insert into "visit_days" ("day", "hour", "type", "who", "visits")
values (?, …)
on conflict ("day", "hour", "type", "who") do update
set "visits" = "visits" + "excluded"."visits";

-- visit-days.store.ts deleteCountsOfDay
delete
from "visit_days"
where "day" = ?;

-- visit-days.store.ts deleteCountsOfDay
select "day"
from "visit_days"
where "day" <= ?
order by "day"
limit ?;

-- visit-days.store.ts sumVisits
select substr(day, 1, 10) as "part", "type", "who", sum("visits") as "visits", "hour"
from "visit_days"
where "day" >= ? and "day" <= ?
group by substr(day, 1, 10), "type", "who", "hour";

-- visit-days.store.ts sumVisits
select substr(day, 1, 10) as "part", "type", "who", sum("visits") as "visits", 0 as "hour"
from "visit_days"
where "day" >= ? and "day" <= ?
group by substr(day, 1, 10), "type", "who";

-- visit-days.store.ts sumVisits
select substr(day, 1, 4) as "part", "type", "who", sum("visits") as "visits", 0 as "hour"
from "visit_days"
where "day" >= ? and "day" <= ?
group by substr(day, 1, 4), "type", "who";

-- visit-days.store.ts sumVisits
select substr(day, 1, 7) as "part", "type", "who", sum("visits") as "visits", 0 as "hour"
from "visit_days"
where "day" >= ? and "day" <= ?
group by substr(day, 1, 7), "type", "who";

-- visit.store.ts deleteVisits
delete
from "visits"
where "id" in (select value
  from json_each(?));

-- visit.store.ts deleteVisitsBefore
select "id"
from "visits"
where "id" < ?
order by "id"
limit ?;

-- visit.store.ts deleteVisitsBy
select "id"
from "visits"
where "user_id" = ?
order by "id"
limit ?;

-- visit.store.ts findVisitAt
select "id", "at"
from "visits"
where "id" >= ?
order by "id"
limit ?;

-- visit.store.ts insertVisits
insert into "visits" ("at", "user_id", "link_id", "who", "section", "type", "album_id", "tag_id", "photo_id", "address")
values (?, …), …;

-- visit.store.ts selectFittingVisits
select *
from (select *
  from "visits"
  where ("photo_id" = ? and "visits"."id" >= ? and "visits"."id" < ?)
  order by "id" desc
  limit ?) as "visits"
where "visits"."address" in (?, …)
order by "visits"."id" desc
limit ?;

-- visit.store.ts selectFittingVisits
select *
from (select *
  from "visits"
  where ("photo_id" = ? and "visits"."id" >= ? and "visits"."id" < ?)
  order by "id" desc
  limit ?) as "visits"
where ("visits"."type" in (?, …) and "visits"."user_id" = ?)
order by "visits"."id" desc
limit ?;

-- visit.store.ts selectFittingVisits
select *
from (select *
  from "visits"
  where ("visits"."id" >= ? and "visits"."id" < ?)
  order by "id" desc
  limit ?) as "visits"
where ("visits"."type" in (?, …) and "visits"."who" = ? and "visits"."link_id" = ? and "visits"."section" = ? and "visits"."album_id" = ? and "visits"."tag_id" = ?)
order by "visits"."id" desc
limit ?;

-- visit.store.ts selectIdsOfFile
select "id"
from "photos"
where "file_name" = ?
order by "id" desc
limit ?;

-- visit.store.ts selectLastExamined
select "id"
from "visits"
where ("photo_id" = ? and "visits"."id" >= ? and "visits"."id" < ?)
order by "id" desc
limit ? offset ?;

-- visit.store.ts selectLastExamined
select "id"
from "visits"
where ("visits"."id" >= ? and "visits"."id" < ?)
order by "id" desc
limit ? offset ?;

-- visit.store.ts selectMaxVisitId
select "id"
from "visits"
order by "id" desc
limit ?;

-- visit.store.ts selectPresentUsers
select "id"
from "users"
where "id" in (select value
  from json_each(?)) and "is_disabled" = ?
order by "id";

-- visit.store.ts selectVisitsAlong
select *
from "visits"
where ("photo_id" = ? and "visits"."id" >= ? and "visits"."id" < ?)
order by "id" desc
limit ?;

-- visit.store.ts selectVisitsAlong
select *
from "visits"
where ("user_id" = ? and "visits"."id" >= ? and "visits"."id" < ?)
order by "id" desc
limit ?;

-- visit.store.ts selectVisitsAlong
select *
from "visits"
where ("visits"."id" >= ? and "visits"."id" < ?)
order by "id" desc
limit ?;

-- visit.store.ts selectVisitsBy
select "id", "at", "section", "type", "album_id", "tag_id", "photo_id", "address"
from "visits"
where "user_id" = ? and "id" > ?
order by "id"
limit ?;

