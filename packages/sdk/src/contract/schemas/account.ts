import * as v from 'valibot'
import { Id, line, name, page, pageQuery, Timestamp } from './fields.ts'
import { ThemeChoice } from './theme.ts'
import { Email, Password, User } from './user.ts'

/** A password that is asked for again; empty for whoever has none and confirmed otherwise. */
export const CurrentPassword = v.pipe(v.string(), v.maxBytes(1024, 'Expected at most 1024 bytes'))

/** A browser or program that is signed in. */
export const AccountSession = v.strictObject({
  /** Names it; opens nothing. */
  id: v.string(),
  createdAt: Timestamp,
  /** To ten minutes. */
  lastUsedAt: Timestamp,
  expiresAt: Timestamp,
  address: v.nullable(v.string()),
  userAgent: v.nullable(v.string()),
  remembered: v.boolean(),
  /** The one that asks. */
  current: v.boolean(),
})
export type AccountSession = v.InferOutput<typeof AccountSession>
export const AccountSessions = v.strictObject({ items: v.array(AccountSession) })

const within = (min: number, max: number) =>
  v.nullable(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)))

/** `null`: as the gallery has it. */
export const Preferences = v.strictObject({
  photosPerPage: within(10, 200),
  recentDays: within(1, 365),
  /** BCP 47, of the pages. */
  language: v.nullable(line(35)),
  /** One of the themes that are offered, `mosaic` or with a palette, `mosaic:dusk`. */
  theme: v.nullable(ThemeChoice),
})
export const PreferencesPatch = v.partial(Preferences)

export const Account = v.strictObject({
  user: User,
  preferences: Preferences,
  /** `false`: made by a provider of sign-ins. */
  hasPassword: v.boolean(),
  /** Waits for its confirmation. */
  pendingEmail: v.nullable(v.string()),
  canChange: v.boolean(),
  canDelete: v.boolean(),
})
export type Account = v.InferOutput<typeof Account>

export const PasswordChange = v.strictObject({ currentPassword: CurrentPassword, password: Password })
export const EmailChange = v.strictObject({ currentPassword: CurrentPassword, email: Email })
export const AccountDeletion = v.strictObject({ currentPassword: CurrentPassword })
export const SessionParams = v.strictObject({ sessionId: v.pipe(v.string(), v.maxLength(64)) })
export const EndSessionsQuery = v.strictObject({
  /** The session that asks, too. */
  everywhere: v.optional(v.boolean()),
})

/** The token of a link that came by mail. */
const LinkToken = v.pipe(v.string(), v.maxLength(100))

/** How a registration would go. */
export const RegistrationInfo = v.strictObject({
  isOpen: v.boolean(),
  needsApproval: v.boolean(),
  email: v.picklist(['none', 'optional', 'required']),
})
export const RegistrationDraft = v.strictObject({
  username: name(64),
  password: Password,
  email: v.optional(v.nullable(Email)),
})
/** `confirm`: a mail with a link is on its way; `waiting`: for an administrator; `done`: may sign in. */
export const RegistrationState = v.strictObject({ state: v.picklist(['confirm', 'waiting', 'done']) })
export const RegistrationConfirmation = v.strictObject({
  token: LinkToken,
  /** Another name, where the one asked for is taken. */
  username: v.optional(name(64)),
})

export const Registration = v.strictObject({
  id: Id,
  username: v.string(),
  email: v.nullable(v.string()),
  createdAt: Timestamp,
})
export type Registration = v.InferOutput<typeof Registration>
export const RegistrationPage = page(Registration)
export const RegistrationListQuery = v.strictObject(pageQuery)

export const ResetRequest = v.strictObject({
  /** User name or e-mail address. */
  who: v.pipe(line(254), v.minLength(1)),
})
export const PasswordReset = v.strictObject({ token: LinkToken, password: Password })
export const EmailConfirmation = v.strictObject({ token: LinkToken })
/** To be handed over. */
export const ResetLink = v.strictObject({ url: v.string(), expiresAt: Timestamp })

export const MailState = v.strictObject({
  isSet: v.boolean(),
  /** The public address of the gallery is known: mails may hold links. */
  hasLinks: v.boolean(),
  description: v.nullable(v.string()),
})
export const TestMailRequest = v.strictObject({ to: v.optional(Email) })
export const TestMail = v.strictObject({
  jobId: Id,
  state: v.picklist(['waiting', 'sent', 'failed']),
  reason: v.nullable(v.string()),
})

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max))
const settingEntries = {
  registration: v.picklist(['off', 'open', 'approval']),
  emailRequired: v.boolean(),
  notify: v.picklist(['none', 'administrators', 'group']),
  notifyGroupId: v.nullable(Id),
  selfDeletion: v.boolean(),
  /** Whose the photos and albums of deleted users become. `null`: nobody's. */
  heirUserId: v.nullable(Id),
  sessionIdleHours: whole(8760),
  sessionMaxDays: whole(365),
  rememberDays: whole(365),
}
/** How people come to have accounts, and how long they stay signed in. */
export const AccountSettings = v.strictObject({
  ...settingEntries,
  /** Settings that the server's configuration fixes. */
  locked: v.array(v.string()),
})
export type AccountSettings = v.InferOutput<typeof AccountSettings>
export const AccountSettingsPatch = v.partial(v.strictObject(settingEntries))
