import type { MailLanguage } from './mail.sentences.ts'

/** A mail as it is handed over. */
export interface MailMessage {
  /** One address. */
  readonly to: string
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Shown in the HTML by `cid:` and this name. */
  readonly pictures?: readonly MailPicture[]
  /**
   * Ends such letters by a POST of `List-Unsubscribe=One-Click` (RFC 8058); shows a page that asks first where somebody opens it.
   */
  readonly unsubscribeUrl?: string
}

export interface MailPicture {
  /** As a Content-ID is written, without its brackets. */
  readonly cid: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

/** Sends mail, by whatever means: `smtpMailer` of the package `vitrine` does so by SMTP. */
export interface Mailer {
  /**
   * Resolves once somebody else answers for the mail. A throw means that it is tried again later, but for
   * `VitrineError('MAIL_REFUSED')`: then it never will be.
   */
  send(message: MailMessage, options: { readonly signal: AbortSignal }): Promise<void>
  /** Where mail goes and whom it comes from, for administrators to read; without what is secret. */
  describe?(): string
  close?(): void
}

/** A page that a mail leads to. */
export type MailPage =
  | { readonly page: 'confirm-registration' | 'reset' | 'confirm-email' | 'unsubscribe'; readonly token: string }
  | { readonly page: 'sign-in' | 'forgot' | 'registrations' | 'comments' | 'recent' }
  | { readonly page: 'album' | 'photo'; readonly id: number }

export interface MailOptions {
  /** Default: none, and no mail is sent. Links are still made for administrators to hand over. */
  readonly mailer?: Mailer | undefined
  /**
   * The absolute address of a page. It must come from configuration, never from a request: whoever chose the host would be sent the
   * links. Without it mails that hold links are refused with `MAIL_UNAVAILABLE`.
   */
  readonly linkTo?: ((page: MailPage) => string) | undefined
  /**
   * The language a letter is written in: the first of these that there is, the recipient's before that of the gallery. `mailLanguages` of
   * the package `vitrine` knows those of the pages. Default: English, whatever is asked for.
   */
  readonly languages?: ((codes: readonly string[]) => MailLanguage) | undefined
}

export interface MailState {
  /** Mail can be sent at all. */
  readonly isSet: boolean
  /** Links in mails are possible: the public address of the gallery is known. */
  readonly hasLinks: boolean
  readonly description: string | null
}

export interface TestMail {
  readonly jobId: number
  readonly state: 'waiting' | 'sent' | 'failed'
  /** What the mail server said, or what else went wrong. */
  readonly reason: string | null
}

/** Administrators only. */
export interface MailService {
  state(): Promise<MailState>
  /**
   * Sends a mail to see whether mail works, to one's own address where none is given; tried once.
   *
   * @throws `MAIL_UNAVAILABLE`, `INPUT_INVALID`
   */
  sendTest(options?: { to?: string | undefined }): Promise<TestMail>
  /** What became of it. @throws `JOB_NOT_FOUND` */
  test(jobId: number): Promise<TestMail>
}
