import type { CommentNews } from '../comments/comment-settings.types.ts'
import type { FactorChange } from './factor-change.types.ts'

/** One of them, or several. */
const counted = (count: number, one: string, other: string): string => (count === 1 ? one : other)

interface Site {
  readonly site: string
}
interface OfUser extends Site {
  readonly username: string
}
interface Counted {
  readonly count: number
}

const factors: { readonly [C in FactorChange as `mail.factor.${C}`]: () => string } = {
  'mail.factor.app-added': () => 'From now on signing in takes a code of an app that was just set up.',
  'mail.factor.app-removed': () => 'Codes of an app are not asked for any more.',
  'mail.factor.passkey-added': () => 'A passkey was added, which can be used to sign in.',
  'mail.factor.passkey-removed': () => 'A passkey was removed, and cannot be used to sign in any more.',
  'mail.factor.all-removed': () =>
    'An administrator took away what was asked for beside the password, such as an app or passkeys, and all devices were signed out.',
  'mail.factor.identity-added': () => 'An account at another provider was linked, which can be used to sign in.',
  'mail.factor.identity-removed': () =>
    'An account at another provider was unlinked, and cannot be used to sign in any more.',
}

const commentSubjects: { readonly [N in CommentNews as `mail.comment.subject.${N}`]: (d: Site & Counted) => string } = {
  'mail.comment.subject.added': ({ count, site }) =>
    counted(count, `A new comment at ${site}`, `${count} new comments at ${site}`),
  'mail.comment.subject.pending': ({ count, site }) =>
    counted(count, `A comment waits for approval at ${site}`, `${count} comments wait for approval at ${site}`),
  'mail.comment.subject.edited': ({ count, site }) =>
    counted(count, `A comment was changed at ${site}`, `${count} comments were changed at ${site}`),
  'mail.comment.subject.removed': ({ count, site }) =>
    counted(count, `A comment was removed at ${site}`, `${count} comments were removed at ${site}`),
}

const commentKinds: { readonly [N in CommentNews as `mail.comment.kind.${N}`]: () => string } = {
  'mail.comment.kind.added': () => 'new',
  'mail.comment.kind.pending': () => 'waits for approval',
  'mail.comment.kind.edited': () => 'changed',
  'mail.comment.kind.removed': () => 'removed',
}

/** Every sentence of the letters with what is filled into it, in English: the gallery writes so where it is told of no other language. */
export const englishSentences = {
  ...factors,
  ...commentSubjects,
  ...commentKinds,
  'mail.ignore': () => 'If this was not you, ignore this mail: nothing happens without the link.',
  'mail.linkHours': ({ hours }: { readonly hours: number }) =>
    `The link works once, for ${hours === 1 ? 'one hour' : `${hours} hours`}.`,
  'mail.confirm': () => 'Confirm the address',
  'mail.setPassword': () => 'Set a new password',
  'mail.test.subject': ({ site }: Site) => `Test of the mail of ${site}`,
  'mail.test.text': () => 'This is a test. Mail from this gallery arrives.',
  'mail.confirmRegistration.subject': ({ site }: Site) => `Confirm your address for ${site}`,
  'mail.confirmRegistration.text': ({ site }: Site) =>
    `Somebody, most likely you, asked for an account at ${site} with this address.`,
  'mail.addressInUse.subject': ({ site }: Site) => `You have an account at ${site}`,
  'mail.addressInUse.text': () =>
    'Somebody, most likely you, wanted to use this address for an account. It already has one, so nothing was changed.',
  'mail.addressInUse.forgot': () => 'If you do not remember the password, ask for a new one.',
  'mail.addressInUse.ignore': () => 'If this was not you, there is nothing to do.',
  'mail.newcomer.subject': ({ username, site }: OfUser) => `“${username}” has registered at ${site}`,
  'mail.newcomer.text': ({ username }: { readonly username: string }) =>
    `“${username}” made an account and may sign in now.`,
  'mail.newcomer.look': () => 'Manage accounts',
  'mail.newcomer.waiting.subject': ({ username, site }: OfUser) => `“${username}” waits for approval at ${site}`,
  'mail.newcomer.waiting.text': ({ username }: { readonly username: string }) =>
    `“${username}” asked for an account and waits for an administrator.`,
  'mail.newcomer.waiting.look': () => 'Look at who waits',
  'mail.approved.subject': ({ site }: Site) => `Your account at ${site} is ready`,
  'mail.approved.text': ({ username }: { readonly username: string }) =>
    `An administrator let you in: you can sign in as “${username}” now.`,
  'mail.approved.signIn': () => 'Sign in',
  'mail.refused.subject': ({ site }: Site) => `Your account at ${site}`,
  'mail.refused.text': ({ site }: Site) =>
    `An administrator decided against the account that you asked for at ${site}. What you sent was deleted.`,
  'mail.reset.subject': ({ site }: Site) => `A new password for ${site}`,
  'mail.reset.text': ({ username }: { readonly username: string }) =>
    `Somebody, most likely you, asked for a new password for the account “${username}”.`,
  'mail.passwordChanged.subject': ({ site }: Site) => `Your password at ${site} was changed`,
  'mail.passwordChanged.text': ({ username }: { readonly username: string }) =>
    `The password of “${username}” was changed, and all devices were signed out. API keys still work: revoke those that you do not know.`,
  'mail.passwordChanged.notYou': () => 'If this was not you, set another one at once and tell an administrator.',
  'mail.factorChanged.subject': ({ site }: Site) => `How you sign in at ${site} was changed`,
  'mail.factorChanged.text': ({ username }: { readonly username: string }) =>
    `Something changed about how “${username}” signs in.`,
  'mail.factorChanged.notYou': () => 'If this was not you, set another password at once and tell an administrator.',
  'mail.confirmEmail.subject': ({ site }: Site) => `Confirm your new address for ${site}`,
  'mail.confirmEmail.text': ({ site }: Site) =>
    `Somebody, most likely you, wants to use this address for an account at ${site} from now on.`,
  'mail.emailChanged.subject': ({ site }: Site) => `Your address at ${site} was changed`,
  'mail.emailChanged.text': ({ username, email }: { readonly username: string; readonly email: string }) =>
    `From now on mail for “${username}” goes to ${email}, and no more to this address.`,
  'mail.emailChanged.notYou': () => 'If this was not you, tell an administrator at once.',
  'mail.comment.subject.mixed': ({ count, site }: Site & Counted) => `News of ${count} comments at ${site}`,
  'mail.comment.somebody': () => 'Somebody',
  'mail.comment.on': ({ author, title }: { readonly author: string; readonly title: string }) =>
    `${author} on “${title}”:`,
  'mail.comment.onOfKind': (d: { readonly author: string; readonly title: string; readonly kind: string }) =>
    `${d.author} on “${d.title}” (${d.kind}):`,
  'mail.comment.gone': ({ count }: Counted) => counted(count, 'One is gone.', `${count} comments are gone.`),
  'mail.more': ({ count }: Counted) => `And ${count} more.`,
  'mail.comment.look': () => 'Look at the comments',
  'mail.comment.lookWaiting': () => 'Look at what waits',
  'mail.news.subject': ({ count, site }: Site & Counted) =>
    counted(count, `A new photo at ${site}`, `${count} new photos at ${site}`),
  'mail.news.text': ({ count, since }: Counted & { readonly since: string }) =>
    counted(count, `One photo is new since ${since}.`, `${count} photos are new since ${since}.`),
  'mail.news.album': ({ album, count }: Counted & { readonly album: string }) =>
    `${album}: ${counted(count, 'one photo', `${count} photos`)}`,
  'mail.news.comments': ({ count }: Counted) =>
    counted(count, 'There is a new comment, too.', `There are ${count} new comments, too.`),
  'mail.news.look': () => 'Look at what is new',
  'mail.news.why': ({ username, site }: OfUser) =>
    `You get this because “${username}” asked to be written to about what is new at ${site}.`,
  'mail.news.unsubscribe': () => 'No more of these letters',
}

type English = typeof englishSentences

/** Sentences of letters by their keys, each with what is filled into it. */
export type MailSentences = { readonly [K in keyof English]: Parameters<English[K]>[0] }

export type MailValues<K extends keyof MailSentences> = MailSentences[K] extends undefined
  ? []
  : [values: MailSentences[K]]

/** A language that letters are written in. */
export interface MailLanguage {
  /** BCP 47 */
  readonly code: string
  readonly direction: 'ltr' | 'rtl'
  say<K extends keyof MailSentences>(key: K, ...values: MailValues<K>): string
  /** An instant, ISO 8601, as its day in UTC. */
  day(iso: string): string
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

export const english: MailLanguage = {
  code: 'en',
  direction: 'ltr',
  say: (key, ...[values]) => (englishSentences[key] as (filled: unknown) => string)(values),
  day: (iso) => day.format(new Date(iso)),
}
