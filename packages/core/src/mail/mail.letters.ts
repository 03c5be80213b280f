import type { CommentNews } from '../comments/comment-settings.types.ts'
import { cutText } from '../text/cut.ts'
import type { Letter } from './mail.render.ts'
import type { FactorChange } from './mail.types.ts'

/**
 * Every letter that the gallery writes, in English. `url` is where its link leads. What goes to an address that nobody confirmed names
 * no user: names are free to choose, and nobody is to have the gallery write to strangers what they like.
 */
const ignore = 'If this was not you, ignore this mail: nothing happens without the link.'

/** What changed about signing in, after “the account” as the subject. */
const factorChanges: { readonly [C in FactorChange]: string } = {
  'app-added': 'From now on signing in takes a code of an app that was just set up.',
  'app-removed': 'Codes of an app are not asked for any more.',
  'passkey-added': 'A passkey was added, which can be used to sign in.',
  'passkey-removed': 'A passkey was removed, and cannot be used to sign in any more.',
  'all-removed':
    'An administrator took away what was asked for beside the password, such as an app or passkeys, and all devices were signed out.',
  'identity-added': 'An account at another provider was linked, which can be used to sign in.',
  'identity-removed': 'An account at another provider was unlinked, and cannot be used to sign in any more.',
}

/** What a letter says of a comment. */
export interface QuotedComment {
  readonly author: string | null
  /** Of the photo or the album. */
  readonly title: string
  readonly text: string
}

/** Letters are read in passing, and by servers on their way. */
const maxQuoted = 500

export const toQuoted = (row: {
  readonly body: string
  readonly username: string | null
  readonly author_name: string | null
  readonly title: string | null
  readonly file_name: string | null
  readonly album_name: string | null
}): QuotedComment => ({
  author: row.username ?? row.author_name,
  title: row.album_name ?? row.title ?? row.file_name ?? '',
  text: row.body.length > maxQuoted ? `${cutText(row.body, maxQuoted - 1)}…` : row.body,
})

const commentSubjects: { readonly [N in CommentNews]: (site: string) => string } = {
  added: (site) => `A new comment at ${site}`,
  pending: (site) => `A comment waits for approval at ${site}`,
  edited: (site) => `A comment was changed at ${site}`,
  removed: (site) => `A comment was removed at ${site}`,
}

export const letters = {
  test: (d: { site: string }): Letter => ({
    subject: `Test of the mail of ${d.site}`,
    paragraphs: ['This is a test. Mail from this gallery arrives.'],
  }),
  confirmRegistration: (d: { site: string; url: string }): Letter => ({
    subject: `Confirm your address for ${d.site}`,
    paragraphs: [`Somebody, most likely you, asked for an account at ${d.site} with this address.`],
    link: { label: 'Confirm the address', url: d.url },
    closing: ['The link works once, for 72 hours.', ignore],
  }),
  addressInUse: (d: { site: string; url: string }): Letter => ({
    subject: `You have an account at ${d.site}`,
    paragraphs: [
      'Somebody, most likely you, wanted to use this address for an account. It already has one, so nothing was changed.',
      'If you do not remember the password, ask for a new one.',
    ],
    link: { label: 'Set a new password', url: d.url },
    closing: ['If this was not you, there is nothing to do.'],
  }),
  newcomer: (d: { site: string; username: string; isWaiting: boolean; url: string }): Letter =>
    d.isWaiting
      ? {
          subject: `“${d.username}” waits for approval at ${d.site}`,
          paragraphs: [`“${d.username}” asked for an account and waits for an administrator.`],
          link: { label: 'Look at who waits', url: d.url },
        }
      : {
          subject: `“${d.username}” has registered at ${d.site}`,
          paragraphs: [`“${d.username}” made an account and may sign in now.`],
          link: { label: 'Manage accounts', url: d.url },
        },
  approved: (d: { site: string; username: string; url: string }): Letter => ({
    subject: `Your account at ${d.site} is ready`,
    paragraphs: [`An administrator let you in: you can sign in as “${d.username}” now.`],
    link: { label: 'Sign in', url: d.url },
  }),
  refused: (d: { site: string }): Letter => ({
    subject: `Your account at ${d.site}`,
    paragraphs: [
      `An administrator decided against the account that you asked for at ${d.site}. What you sent was deleted.`,
    ],
  }),
  reset: (d: { site: string; username: string; url: string }): Letter => ({
    subject: `A new password for ${d.site}`,
    paragraphs: [`Somebody, most likely you, asked for a new password for the account “${d.username}”.`],
    link: { label: 'Set a new password', url: d.url },
    closing: ['The link works once, for one hour.', ignore],
  }),
  passwordChanged: (d: { site: string; username: string; url: string }): Letter => ({
    subject: `Your password at ${d.site} was changed`,
    paragraphs: [
      `The password of “${d.username}” was changed, and all devices were signed out. API keys still work: revoke those that you do not know.`,
      'If this was not you, set another one at once and tell an administrator.',
    ],
    link: { label: 'Set a new password', url: d.url },
  }),
  factorChanged: (d: { site: string; username: string; change: FactorChange; url: string }): Letter => ({
    subject: `How you sign in at ${d.site} was changed`,
    paragraphs: [
      `Something changed about how “${d.username}” signs in. ${factorChanges[d.change]}`,
      'If this was not you, set another password at once and tell an administrator.',
    ],
    link: { label: 'Set a new password', url: d.url },
  }),
  confirmEmail: (d: { site: string; url: string }): Letter => ({
    subject: `Confirm your new address for ${d.site}`,
    paragraphs: [`Somebody, most likely you, wants to use this address for an account at ${d.site} from now on.`],
    link: { label: 'Confirm the address', url: d.url },
    closing: ['The link works once, for 72 hours.', ignore],
  }),
  emailChanged: (d: { site: string; username: string; email: string }): Letter => ({
    subject: `Your address at ${d.site} was changed`,
    paragraphs: [
      `From now on mail for “${d.username}” goes to ${d.email}, and no more to this address.`,
      'If this was not you, tell an administrator at once.',
    ],
  }),
  comment: (d: {
    site: string
    news: CommentNews
    count: number
    about: QuotedComment | null
    url: string
  }): Letter => ({
    subject: commentSubjects[d.news](d.site),
    paragraphs: [
      ...(d.about ? [`${d.about.author ?? 'Somebody'} on “${d.about.title}”:`, d.about.text] : []),
      ...(d.news === 'removed' ? [d.count === 1 ? 'It is gone.' : `${d.count} comments are gone.`] : []),
    ],
    link: { label: d.news === 'pending' ? 'Look at what waits' : 'Look at the comments', url: d.url },
  }),
}
