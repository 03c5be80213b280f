-- second-factor.store.ts confirmTotp
update `totp_factors`
set `confirmed_at` = ?
where `user_id` = ? and `confirmed_at` is null;

-- second-factor.store.ts countRecoveryCodes
select count(*) as `count`
from `recovery_codes`
where `user_id` = ?;

-- second-factor.store.ts countStepFailure
update `sign_in_steps`
set `failures` = `failures` + ?
where `token_hash` = ?;

-- second-factor.store.ts deleteStep
delete
from `sign_in_steps`
where `token_hash` = ?;

-- second-factor.store.ts deleteStepsOf
delete
from `sign_in_steps`
where `user_id` = ?;

-- second-factor.store.ts deleteTotp
delete
from `totp_factors`
where `user_id` = ?;

-- second-factor.store.ts insertStep
delete
from `sign_in_steps`
where `expires_at` < ?;

-- second-factor.store.ts insertStep
insert into `sign_in_steps` (`token_hash`, `user_id`, `is_remembered`, `failures`, `created_at`, `expires_at`)
values (?, …), …;

-- second-factor.store.ts insertTotp
delete
from `totp_factors`
where `user_id` = ? and `confirmed_at` is null;

-- second-factor.store.ts insertTotp
insert into `totp_factors` (`user_id`, `secret`, `last_step`, `created_at`, `confirmed_at`)
values (?, …), …;

-- second-factor.store.ts markSessions
update `sessions`
set `second_factor` = ?
where `user_id` = ? and `second_factor` != ?;

-- second-factor.store.ts replaceRecoveryCodes
delete
from `recovery_codes`
where `user_id` = ?;

-- second-factor.store.ts replaceRecoveryCodes
insert into `recovery_codes` (`user_id`, `code_hash`, `created_at`)
values (?, …), …;

-- second-factor.store.ts selectStep
select `user_id`, `is_remembered`
from `sign_in_steps`
where `token_hash` = ? and `expires_at` > ? and `failures` < ?;

-- second-factor.store.ts selectTotp
select *
from `totp_factors`
where `user_id` = ?;

-- second-factor.store.ts useRecoveryCode
delete
from `recovery_codes`
where `user_id` = ? and `code_hash` = ?;

-- second-factor.store.ts useTotpStep
update `totp_factors`
set `last_step` = ?
where `user_id` = ? and `last_step` < ?;

