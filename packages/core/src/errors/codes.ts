/** Large numbers are read in groups: 220,000,000. In the table of the guide their names stand here. */
const figure = (value: number): string => (typeof value === 'number' ? value.toLocaleString('en') : String(value))

/**
 * Every error code that Vitrine throws on purpose, with the message a visitor may read.
 *
 * Codes are public API: clients branch on them, so a code is never renamed without a deprecation.
 * Messages are for people and hold no internals; those go into `cause`.
 */
export const errorMessages = {
  // input
  INPUT_INVALID: () => 'Some of the values sent are not valid.',
  OPTIONS_INVALID: () => 'The gallery options are not valid.',
  CURSOR_INVALID: () => 'This page cursor is not valid for this list. Start again from the first page.',
  CONFLICT: (d: { what: string }) => `${d.what} was changed by somebody else. Reload and try again.`,

  // who is asking
  UNAUTHENTICATED: () => 'Sign in to continue.',
  FORBIDDEN: () => 'You may see this, but not do that.',
  CREDENTIALS_INVALID: () => 'The user name or the password is wrong.',
  LINK_PASSWORD_INVALID: () => 'This is not the password of the link.',
  SECOND_FACTOR_REQUIRED: (d: { step: string; needs: 'code' | 'enrolment'; passkey: boolean; expiresAt: string }) =>
    d.needs === 'code'
      ? 'Enter the code that your app shows, or a recovery code.'
      : 'This gallery asks for a second factor. Set one up to sign in.',
  SIGN_IN_STEP_INVALID: () => 'That took too long, or too many codes were wrong. Sign in again.',
  CODE_INVALID: () => 'The code is wrong, or was used already.',
  SECOND_FACTOR_EXISTS: () => 'A second factor is set up already. Remove it first.',
  SECOND_FACTOR_REQUIRED_BY_POLICY: () => 'This gallery asks you for a second factor: it cannot be removed.',
  SECOND_FACTOR_UNAVAILABLE: () => 'Second factors need a secret of the gallery, which was not set.',
  PASSKEY_INVALID: () => 'This passkey is not known here, or what it signed is not valid. Try again.',
  PASSKEY_COPIED: () =>
    'This passkey has signed less often than it did before, so there may be a copy of it. Sign in another way and remove it.',
  PASSKEY_EXISTS: () => 'This passkey is here already.',
  PASSKEY_LIMIT_REACHED: (d: { maxPasskeys: number }) =>
    `You have ${d.maxPasskeys} passkeys, and cannot have more. Remove some first.`,
  IDENTITY_NOT_LINKED: () =>
    'No account here is linked with that one. If you have an account, sign in to it another way first, and link it there.',
  IDENTITY_TAKEN: () => 'That account is linked with somebody else here.',
  SIGN_IN_FAILED: (d: { provider: string }) => `Signing in with ${d.provider} did not work. Try again.`,
  PASSKEYS_UNAVAILABLE: () => 'This gallery takes no passkeys: its public address (base URL) is not set.',
  RATE_LIMITED: (d: { retryAfterSeconds: number }) => `Too many attempts. Try again in ${d.retryAfterSeconds} s.`,
  CSRF_REJECTED: () => 'This request did not come from a page of this gallery. Reload the page and try again.',
  SCOPE_MISSING: (d: { scope: string | null }) =>
    d.scope === null
      ? 'This API key may not do that.'
      : `This API key was not made for that: it lacks the scope “${d.scope}”.`,
  SETUP_TOKEN_INVALID: () => 'This set-up link is not valid any more.',
  ACTOR_UNRESOLVED: () => 'Who you are could not be found out. Try again in a moment.',
  PREVIEW_READ_ONLY: () => 'You see the gallery as somebody else. Stop that first to change anything.',

  // things that are not there, or not for this actor: both read the same
  ALBUM_NOT_FOUND: () => 'There is no such album.',
  PHOTO_NOT_FOUND: () => 'There is no such photo.',
  VERSION_NOT_FOUND: () => 'There is no such version of this photo.',
  FORMAT_NOT_FOUND: () => 'There is no such format of this photo.',
  FIELD_NOT_FOUND: () => 'There is no such field.',
  TAG_NOT_FOUND: () => 'There is no such tag.',
  USER_NOT_FOUND: () => 'There is no such user.',
  GROUP_NOT_FOUND: () => 'There is no such group.',
  ROLE_NOT_FOUND: () => 'There is no such role.',
  IDENTITY_NOT_FOUND: () => 'There is no such linked account.',
  PASSKEY_NOT_FOUND: () => 'There is no such passkey.',
  KEY_NOT_FOUND: () => 'There is no such API key.',
  REVIEW_NOT_FOUND: () => 'One of these photos is not there to be decided on.',
  BATCH_NOT_FOUND: () => 'There is no such change of many photos.',
  COMMENT_NOT_FOUND: () => 'There is no such comment.',
  LINK_NOT_FOUND: () => 'There is no such link.',
  LINK_ENDED: () => 'This link has ended. Ask whoever sent it to you for a new one.',
  THEME_NOT_FOUND: () => 'There is no such theme.',
  THEME_IN_USE: () => 'This theme is in use: by the gallery, an album, or a theme that stands on it.',
  ROOT_NOT_FOUND: () => 'There is no such library root.',
  JOB_NOT_FOUND: () => 'There is no such job.',
  SIZE_NOT_FOUND: () => 'There is no such picture size.',
  DERIVATIVE_NOT_FOUND: () => 'There is no such picture.',
  WEBHOOK_NOT_FOUND: () => 'There is no such webhook.',
  DELIVERY_NOT_FOUND: () => 'There is no such delivery, or what it was about is not known any more.',
  WEBHOOKS_NOT_SENT: () => 'This program does not send webhooks.',
  ROUTE_NOT_FOUND: () => 'There is no such page.',
  METHOD_NOT_ALLOWED: () => 'This address does not take that method.',

  // albums, tags, users
  ALBUM_CYCLE: () => 'An album cannot be moved into itself or into one of its sub-albums.',
  ALBUM_TOO_DEEP: (d: { maxDepth: number }) => `Albums can be nested ${d.maxDepth} levels deep at most.`,
  ALBUM_LOCKED: () => 'This album is locked.',
  ALBUM_READ_ONLY: () => 'This album mirrors a folder. Change the folder instead.',
  ALBUM_IS_SMART: () => 'This album shows what fits its query. Nothing can be put into it by hand.',
  PHOTO_READ_ONLY: () =>
    'The file of this photo lies in a library folder, which is only read. Replace it in that folder instead.',
  NAME_TAKEN: (d: { name: string }) => `The name “${d.name}” is already in use.`,
  USERNAME_TAKEN: () => 'This user name is already in use.',
  ROLE_PRESET: () => 'A role that came with the gallery cannot be deleted.',
  ROLE_IN_USE: (d: { users: number }) => `${d.users} users have this role. Name the role that takes its place.`,
  KEY_LIMIT_REACHED: (d: { maxKeys: number }) =>
    `You have ${d.maxKeys} API keys that work, and cannot have more. Revoke some first.`,
  LAST_ADMINISTRATOR: () => 'Somebody has to be able to manage the gallery: this is the last one who can.',

  // accounts and mail
  REGISTRATION_CLOSED: () => 'Accounts of this gallery are made by its administrators.',
  REGISTRATION_NOT_FOUND: () => 'Nobody of this kind is waiting.',
  ACCOUNT_LINK_INVALID: () => 'This link is not valid any more: it was used, or is too old. Ask for a new one.',
  PASSWORD_WRONG: () => 'The password is wrong.',
  CONFIRMATION_REQUIRED: () => 'Confirm first who you are. It holds for five minutes, and once.',
  LAST_WAY_IN: () => 'Set a password first: without this account you could not sign in any more.',
  SESSION_NOT_FOUND: () => 'There is no such session.',
  MAIL_UNAVAILABLE: (d: { missing: 'mailer' | 'baseUrl' }) =>
    d.missing === 'mailer'
      ? 'This gallery cannot send mail: no mail server is set.'
      : 'This gallery cannot send mail with links: its public address (base URL) is not set.',
  MAIL_FAILED: (d: { reason: string }) => `The mail could not be sent: ${d.reason}`,
  MAIL_REFUSED: (d: { reason: string }) => `The mail server refused the mail: ${d.reason}`,

  // media: why a file is refused
  MEDIA_EMPTY: () => 'The file is empty.',
  MEDIA_UNSUPPORTED: (d: { detected?: string | undefined }) =>
    d.detected
      ? `Files of the type ${d.detected} are not supported.`
      : 'This is not a picture, video or document that Vitrine knows.',
  MEDIA_CORRUPT: (d: { reason?: string | undefined }) =>
    d.reason ? `The file is damaged: ${d.reason}.` : 'The file is damaged.',
  MEDIA_TRUNCATED: () => 'The file is cut off: its end is missing.',
  MEDIA_TOO_MANY_PIXELS: (d: { widthPx: number; heightPx: number; maxPixels: number }) =>
    `The picture says it is ${d.widthPx} × ${d.heightPx} pixels, more than the ${figure(d.maxPixels)} pixels allowed.`,
  MEDIA_TOO_MANY_FRAMES: (d: { frames: number; maxFrames: number }) =>
    `The file has ${d.frames} pages or frames or more, more than the ${d.maxFrames} allowed.`,
  MEDIA_TOO_LARGE: (d: { bytes: number; maxBytes: number }) =>
    `The file has ${figure(d.bytes)} bytes, more than the ${figure(d.maxBytes)} allowed.`,
  MEDIA_TIMEOUT: (d: { timeoutMs: number }) => `Reading the file took longer than ${d.timeoutMs} ms.`,
  ARCHIVE_UNDER_WAY: () => 'A download of several photos is under way already. Wait for it to end, then try again.',
  ARCHIVE_TOO_LARGE: (d: { maxPhotos: number; maxBytes: number }) =>
    `That is too much for one download: ${d.maxPhotos} photos and ${Math.floor(d.maxBytes / 1024 ** 2)} MiB at most. Choose fewer photos, or a smaller size.`,
  NEWS_OFF: () => 'This gallery writes no letters about what is new.',
  ARCHIVES_OFF: () => 'Photos are downloaded one by one in this gallery.',
  DERIVATIVE_QUEUE_FULL: (d: { retryAfterSeconds: number }) =>
    `Too many pictures are being made at this moment. Try again in ${d.retryAfterSeconds} s.`,
  MEDIA_NOT_RENDERABLE: (d: { mimeType: string }) =>
    `Pictures of ${d.mimeType} cannot be made with the tools installed here.`,
  TOOL_FAILED: (d: { tool: string; reason: 'missing' | 'timeout' | 'output' | 'killed' | 'failed' }) =>
    `The program ${d.tool} did not do its work (${d.reason}).`,
  QUOTA_EXCEEDED: () => 'This would be more than you may add. Remove something that waits, or ask for more room.',
  BATCH_TOO_LARGE: (d: { photos: number; maxPhotos: number }) =>
    `These are ${d.photos} photos. At most ${d.maxPhotos} can be changed at once: choose fewer.`,
  BATCH_REFUSED: (d: { photos: number; forbidden: number }) =>
    `You may not change ${d.forbidden} of these ${d.photos} photos so. Nothing was changed.`,
  BATCH_UNDONE: () => 'This change was undone already.',
  PHOTO_EXISTS: (d: { photoId: number }) => `This file is here already, as photo ${d.photoId}.`,
  METADATA_NOT_WRITABLE: (d: { mimeType: string; tool: string | null }) =>
    d.tool === null
      ? `The metadata of this ${d.mimeType} file cannot be changed as asked.`
      : `The metadata of this ${d.mimeType} file cannot be changed without the program ${d.tool}, which is not installed here.`,
  METADATA_WRITING_OFF: () => 'The settings of this gallery do not allow to write into files.',
  UPLOAD_INVALID: (d: { reason: string }) => `The upload could not be read: ${d.reason}.`,
  UPLOAD_NOT_FOUND: () => 'There is no such upload, or it has expired. Send the file again.',
  UPLOAD_CHECKSUM_MISMATCH: () => 'The bytes were changed on their way. Send this piece again.',
  UPLOAD_LIMIT_REACHED: (d: { maxUnfinished: number; maxUnfinishedBytes: number }) =>
    `You have too many unfinished uploads: ${d.maxUnfinished} files and ${Math.floor(d.maxUnfinishedBytes / 1024 ** 2)} MiB at most. Finish or cancel some first.`,
  BODY_TOO_LARGE: (d: { maxBytes: number }) => `The request is larger than the ${figure(d.maxBytes)} bytes allowed.`,
  BODY_TYPE_UNSUPPORTED: (d: { expected: string }) => `Send this request as ${d.expected}.`,
  BODY_ALREADY_READ: () =>
    'The program that the gallery is part of read this request before the gallery could. Its programmer has to mount the gallery before what reads bodies.',

  // library roots: why an entry of a folder is left out
  ROOT_OFFLINE: (d: { path: string }) => `The folder ${d.path} cannot be reached. Nothing was marked as deleted.`,
  ROOT_SUDDENLY_EMPTY: (d: { path: string }) =>
    `The folder ${d.path} is suddenly empty. Nothing was marked as deleted.`,
  ROOT_SYNC_RUNNING: () => 'This folder is being synchronised by another process. Try again when it is done.',
  ROOT_OVERLAPS: (d: { path: string; other: string }) => `The folder ${d.path} overlaps with ${d.other}.`,
  ENTRY_UNREADABLE: () => 'The entry cannot be read: permission denied.',
  ENTRY_LINK_LOOP: () => 'The link leads back to itself.',
  ENTRY_LINK_BROKEN: () => 'The link leads nowhere.',
  ENTRY_LINK_SKIPPED: () => 'Links are not followed. Add the folder it leads to as a library root of its own.',
  ENTRY_SPECIAL: () => 'This is not a file or a folder.',
  ENTRY_NAME_INVALID: () => 'The name is not valid UTF-8.',
  ENTRY_TOO_DEEP: () => 'It is nested more than 100 folders deep, or its path is too long for this system.',
  ENTRY_CHANGED: () => 'The file changed while it was read. It is tried again at the next synchronisation.',

  // storage, database, hooks
  STORAGE_NOT_FOUND: () => 'The stored file is missing.',
  STORAGE_KEY_INVALID: () => 'This is not a valid storage key.',
  STORAGE_FULL: () => 'There is no space left on the disk.',
  STORAGE_READ_ONLY: () => 'The storage cannot be written to.',
  STORAGE_FAILED: () => 'The storage did not answer as it should.',
  DATABASE_UNAVAILABLE: () => 'The database cannot be reached.',
  DATABASE_BUSY: () => 'The database is busy. Try again in a moment.',
  DATABASE_TOO_NEW: () => 'The database was made by a newer Vitrine. Update this installation.',
  MIGRATION_FAILED: (d: { step: string }) => `The database step “${d.step}” failed.`,
  PLUGIN_FILTER_FAILED: (d: { hook: string; owner: string }) => `The plugin “${d.owner}” failed in “${d.hook}”.`,
  HOOK_REJECTED: (d: { hook: string }) => `The change was refused in “${d.hook}”.`,
  JOB_NOT_RETRYABLE: () => 'This job did not fail, or what it was given is not known any more.',
  JOB_RUNNING: () => 'This job is being worked on. Wait until it ends.',
  JOB_TIMEOUT: (d: { timeoutMs: number }) => `The job took longer than ${d.timeoutMs} ms.`,
  MAINTENANCE: (d: { text: string; retryAfterSeconds: number }) =>
    d.text || 'The gallery is being worked on. Come back in a while.',
  GALLERY_CLOSED: () => 'The gallery is closed.',
  INTERNAL: () => 'Something went wrong on our side.',
} satisfies Record<UpperSnake, (details: never) => string>

type UpperSnake = Uppercase<string>

export type ErrorCode = keyof typeof errorMessages

/** The typed details that belong to a code; `Record<string, never>` where it has none. */
export type ErrorDetails<C extends ErrorCode> =
  Parameters<(typeof errorMessages)[C]> extends [infer D] ? D : Record<string, never>
