-- comment.store.ts countOfTarget
select count(*) as "count"
from "comments"
where ("comments"."photo_id" = ? and "comments"."link_id" is null and "comments"."state" != ?);

-- comment.store.ts countOfTarget
select count(*) as "count"
from "comments"
where ("comments"."photo_id" = ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?));

-- comment.store.ts countOfTarget
select count(*) as "count"
from "comments"
where ("comments"."photo_id" = ? and true and true);

-- comment.store.ts countSeenComments
select count(*) as "count"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?)));

-- comment.store.ts hasLinkComments
select "id"
from "comments"
where "link_id" is not null
limit ?;

-- comment.store.ts selectCommentsBy
select "id", "photo_id", "album_id", "parent_id", "state", "body", "created_at", "edited_at"
from "comments"
where "user_id" = ? and "id" > ?
order by "id"
limit ?;

-- comment.store.ts selectCommentsById
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."id" in (select value
  from json_each(?)) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?));

-- comment.store.ts selectCommentsById
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."id" in (select value
  from json_each(?)) and true;

-- comment.store.ts selectCommentsForLetter
select "comments"."id", "comments"."body", "comments"."state", "comments"."author_name", "users"."username", "photos"."title", "photos"."file_name", "albums"."name" as "album_name"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "albums" on "albums"."id" = "comments"."album_id"
where "comments"."id" in (?, …);

-- comment.store.ts selectLastCommentAt
select "created_at"
from "comments"
where "user_id" = ?
order by "id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and "comments"."link_id" = ? and (("comments"."photo_id" is not null and ("photos"."level" <= ? and ("photos"."id" in (select value
            from json_each(?)) and +"photos"."deleted_at" is null))) or +"comments"."album_id" in (select value
      from json_each(?)))) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and "comments"."link_id" = ? and (("comments"."photo_id" is not null and ("photos"."level" <= ? and ("photos"."id" in (select value
          from json_each(?)) and +"photos"."deleted_at" is null))) or +"comments"."album_id" in (select value
    from json_each(?)))
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?))) and "comments"."created_at" >= ? and "comments"."created_at" < ?) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and "comments"."link_id" in (select "share_links"."id"
  from "share_links"
  where "share_links"."created_by" = ?) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?))) and "comments"."created_at" >= ? and "comments"."created_at" < ?
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and "comments"."link_id" is null and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?))) and "comments"."words" like ?) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and "comments"."link_id" is null and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?))) and "comments"."words" like ?
order by "comments"."id" asc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and "comments"."link_id" is null and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?)))) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and "comments"."link_id" is null and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?)))
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and "comments"."link_id" is null and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?)))) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and "comments"."link_id" is null and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?))) and "comments"."id" < ?
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?))) and "comments"."words" like ?) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?))) and "comments"."words" like ?
order by "comments"."id" asc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?)))) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?)))
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
          from "album_photos"
          where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
            from json_each(?))))) or +"comments"."album_id" in (select value
      from json_each(?)))) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
    from "share_links"
    where "share_links"."created_by" = ?)) and (("comments"."photo_id" is not null and (+"photos"."deleted_at" is null and "photos"."level" <= ? and exists (select 1 as "one"
        from "album_photos"
        where "album_photos"."photo_id" = "photos"."id" and "album_photos"."album_id" <= ? and not +"album_photos"."album_id" in (select value
          from json_each(?))))) or +"comments"."album_id" in (select value
    from json_each(?))) and "comments"."id" < ?
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and 1 = 1 and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."link_id" = ?) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and 1 = 1 and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."link_id" = ?
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."user_id" = ? and "comments"."created_at" >= ? and "comments"."created_at" < ? and ("comments"."album_id" = ? or exists (select 1 as "one"
      from "album_photos"
      where "album_photos"."photo_id" = "comments"."photo_id" and "album_photos"."album_id" = ?))) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."user_id" = ? and "comments"."created_at" >= ? and "comments"."created_at" < ? and ("comments"."album_id" = ? or exists (select 1 as "one"
    from "album_photos"
    where "album_photos"."photo_id" = "comments"."photo_id" and "album_photos"."album_id" = ?))
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."words" like ?) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."words" like ?
order by "comments"."id" asc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null)) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null)
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectSeenComments
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker", (select count(*) as "count"
  from "comments"
  left join "photos" on "photos"."id" = "comments"."photo_id"
  where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null)) as "total"
from "comments"
left join "photos" on "photos"."id" = "comments"."photo_id"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where "comments"."state" in (?, …) and true and (("comments"."photo_id" is not null and +"photos"."deleted_at" is null) or "comments"."album_id" is not null) and "comments"."id" < ?
order by "comments"."id" desc
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."album_id" = ? and "comments"."link_id" is null and "comments"."state" != ?)
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."album_id" = ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?))
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."album_id" = ? and true and true)
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and "comments"."link_id" = ? and "comments"."state" != ?)
order by "comments"."thread_id" desc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and "comments"."link_id" is null and "comments"."state" != ?)
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and "comments"."link_id" is null and "comments"."state" != ?) and ("comments"."thread_id" > ? or ("comments"."thread_id" = ? and "comments"."id" > ?))
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?))
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?))
order by "comments"."thread_id" desc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?)) and ("comments"."thread_id" < ? or ("comments"."thread_id" = ? and "comments"."id" > ?))
order by "comments"."thread_id" desc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and ("comments"."link_id" is null or "comments"."link_id" in (select "share_links"."id"
      from "share_links"
      where "share_links"."created_by" = ?)) and ("comments"."state" != ? or "comments"."user_id" = ?)) and ("comments"."thread_id" > ? or ("comments"."thread_id" = ? and "comments"."id" > ?))
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and true and true)
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.store.ts selectThreads
select "comments".*, "users"."username", "share_links"."created_by" as "link_maker"
from "comments"
left join "users" on "users"."id" = "comments"."user_id"
left join "share_links" on "share_links"."id" = "comments"."link_id"
where ("comments"."photo_id" = ? and true and true) and ("comments"."thread_id" > ? or ("comments"."thread_id" = ? and "comments"."id" > ?))
order by "comments"."thread_id" asc, "comments"."id"
limit ?;

-- comment.write.store.ts deleteComments
delete
from "comments"
where "id" in (select value
  from json_each(?));

-- comment.write.store.ts emptyComments
update "comments"
set "state" = ?, "body" = ?, "words" = ?, "user_id" = ?, "author_name" = ?, "edited_at" = ?
where "id" in (select value
  from json_each(?));

-- comment.write.store.ts forgetAuthor
update "comments"
set "user_id" = ?
where "user_id" = ?;

-- comment.write.store.ts insertComment
insert into "comments" ("photo_id", "album_id", "parent_id", "user_id", "link_id", "author_name", "state", "body", "words", "created_at", "thread_id", "edited_at")
values (?, …), …;

-- comment.write.store.ts insertComment
update "comments"
set "thread_id" = ?
where "id" = ?;

-- comment.write.store.ts lockThreads
select "id"
from "comments"
where "id" in (select value
  from json_each(?))
order by "id";

-- comment.write.store.ts selectCommentState
select "state"
from "comments"
where "id" = ?;

-- comment.write.store.ts selectThreadPlaces
select "id", "parent_id", "state"
from "comments"
where "thread_id" in (select value
  from json_each(?));

-- comment.write.store.ts showComments
update "comments"
set "state" = ?
where "id" in (select value
  from json_each(?));

-- comment.write.store.ts updateComment
update "comments"
set "body" = ?, "words" = ?, "state" = ?, "edited_at" = ?
where "id" = ?;

-- gather-news.ts gatherNews
insert or ignore into "jobs" ("queue", "payload", "state", "unique_key", "run_at", "attempts", "max_attempts", "lease_owner", "lease_until", "progress_done", "progress_total", "error_code", "error_message", "created_at", "finished_at")
values (?, …), …;

-- gather-news.ts gatherNews
select "id", "payload"
from "jobs"
where "unique_key" = ?;

-- gather-news.ts gatherNews
update "jobs"
set "payload" = ?
where "id" = ?;

