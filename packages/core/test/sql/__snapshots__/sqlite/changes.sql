-- change.store.ts insertChanges
insert into "changes" ("commit_seq", "at", "actor_kind", "actor_id", "reason", "batch_id", "subject", "subject_id", "action", "before", "after")
values (?, …), …;

