import type { CommentNews } from '../comments/comment-settings.types.ts'
import type { GalleryContext } from '../context.ts'
import type { Writer } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { insertJobs } from '../jobs/job.store.ts'
import type { FactorChange } from './factor-change.types.ts'
import type { Mailer, MailPage } from './mail.types.ts'

export const mailQueue = 'mail'

/** With the waits between them some 50 minutes: servers that make strangers wait are met again after that. */
export const mailAttempts = 9

/**
 * What is to be written, and to whom. Never what opens anything: links are made when the mail is, so that the table of jobs
 * holds no secret.
 */
export type MailJob =
  | { readonly letter: 'test'; readonly to: string }
  | { readonly letter: 'confirmRegistration'; readonly registrationId: number }
  | { readonly letter: 'newcomers'; readonly username: string; readonly isWaiting: boolean }
  | { readonly letter: 'newcomer'; readonly userId: number; readonly username: string; readonly isWaiting: boolean }
  | { readonly letter: 'approved'; readonly userId: number }
  | { readonly letter: 'refused'; readonly to: string }
  /** `who`: a user name or an address, as somebody typed it. */
  | { readonly letter: 'reset'; readonly who: string }
  | { readonly letter: 'passwordChanged'; readonly userId: number }
  | { readonly letter: 'factorChanged'; readonly userId: number; readonly change: FactorChange }
  | { readonly letter: 'confirmEmail'; readonly tokenId: number }
  | { readonly letter: 'emailChanged'; readonly userId: number; readonly to: string }
  /** To administrators, about so many comments, the first of which are named. */
  | ({ readonly letter: 'comments' } & CommentLetter)
  | ({ readonly letter: 'comment'; readonly userId: number } & CommentLetter)
  | NewsLetter

interface NewsLetter {
  readonly letter: 'news'
  readonly userId: number
  /** ISO 8601: what came in from then on, and before the other one. */
  readonly since: string
  readonly until: string
}

interface CommentLetter {
  readonly pieces: readonly CommentPiece[]
  readonly count: number
}

/** What happened to a comment. */
export interface CommentPiece {
  readonly kind: CommentNews
  readonly id: number
}

type Parts = Pick<GalleryContext, 'options'>

/** Whether mails with links can be sent. Letters that the gallery can do without are not written otherwise. */
export const canMail = ({ options: { mail } }: Parts): boolean => mail.mailer !== undefined && mail.linkTo !== undefined

/** @throws {VitrineError} `MAIL_UNAVAILABLE` where no mail can be sent */
export const requireMailer = ({ options: { mail } }: Parts): Mailer => {
  if (!mail.mailer) throw new VitrineError('MAIL_UNAVAILABLE', { details: { missing: 'mailer' } })
  return mail.mailer
}

/** @throws {VitrineError} `MAIL_UNAVAILABLE` where the public address of the gallery is not known */
export const requireMailLinks = ({ options: { mail } }: Parts): ((page: MailPage) => string) => {
  if (!mail.linkTo) throw new VitrineError('MAIL_UNAVAILABLE', { details: { missing: 'baseUrl' } })
  return mail.linkTo
}

/** @throws {VitrineError} `MAIL_UNAVAILABLE` where mails with links cannot be sent */
export const requireMail = (gallery: Parts): void => {
  requireMailer(gallery)
  requireMailLinks(gallery)
}

/** The absolute address of a page. @throws {VitrineError} `MAIL_UNAVAILABLE` */
export const linkTo = (gallery: Parts, page: MailPage): string => requireMailLinks(gallery)(page)

/** Has a mail written once the transaction commits. */
export const queueMail = (unit: { readonly db: Writer; readonly at: string }, job: MailJob): Promise<void> =>
  insertJobs(unit.db, mailQueue, [{ payload: job, total: 1, maxAttempts: mailAttempts }], unit.at)
