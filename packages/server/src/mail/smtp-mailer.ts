import { type Mailer, VitrineError } from '@vitrine/core'
import { createTransport } from 'nodemailer'

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587` (STARTTLS where the server has it) or `smtps://…:465`. */
  url: string
  /** Whom mails come from: an address, or `Name <address>`. */
  from: string
}

const secondsMs = 1_000
/** Longest answer of a mail server that is passed on. */
const maxReasonLength = 200

/**
 * Sends mail by SMTP, for `createGallery({ mail: { mailer } })`.
 *
 * @throws {VitrineError} `OPTIONS_INVALID`
 */
export const smtpMailer = ({ url, from }: SmtpMailerOptions): Mailer => {
  const server = URL.canParse(url) ? new URL(url) : null
  if (!server || !/^smtps?:$/.test(server.protocol) || server.hostname === '')
    // The address may hold a password: it is not repeated.
    throw optionsInvalid('url', 'Must be an address such as smtp://user:password@mail.example.org:587.')
  if (!/^(?:[^\r\n<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(from))
    throw optionsInvalid('from', 'Must be an e-mail address.')
  const transport = createTransport(
    {
      url,
      connectionTimeout: 15 * secondsMs,
      greetingTimeout: 15 * secondsMs,
      socketTimeout: 30 * secondsMs,
      // Nothing of a mail of ours lies in a file or at an address; a message that says so was tampered with.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return {
    send: async ({ to, subject, text, html, pictures = [], unsubscribeUrl }, { signal }) => {
      signal.throwIfAborted()
      try {
        await transport.sendMail({
          to: { name: '', address: to },
          subject,
          text,
          html,
          // So that no holiday note answers.
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(unsubscribeUrl === undefined ? {} : unsubscribing(unsubscribeUrl)),
          },
          attachments: pictures.map(({ cid, mimeType, bytes }, index) => ({
            cid,
            contentType: mimeType,
            content: Buffer.from(bytes),
            filename: `${index + 1}.${mimeType.split('/')[1] ?? 'bin'}`,
            contentDisposition: 'inline' as const,
          })),
        })
      } catch (error) {
        throw toMailError(error)
      }
    },
    describe: () => `${server.protocol}//${server.host}, from ${from}`,
    close: () => transport.close(),
  }
}

/** RFC 2369 and RFC 8058: a mail program's own button ends the letters. */
const unsubscribing = (url: string) => ({
  'List-Unsubscribe': `<${new URL(url).href}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

const optionsInvalid = (path: string, message: string) =>
  new VitrineError('OPTIONS_INVALID', { issues: [{ path, message }] })

/** What stands for good: the address or the mail itself was refused. A wrong password is set right one day. */
const refusals: readonly unknown[] = ['EENVELOPE', 'EMESSAGE']

const toMailError = (error: unknown): VitrineError => {
  const { code, responseCode, response, message } = error as {
    code?: unknown
    responseCode?: unknown
    response?: unknown
    message?: unknown
  }
  const reason = String(response ?? message ?? 'no answer')
    .replace(/\s+/g, ' ')
    .slice(0, maxReasonLength)
  const isFinal = refusals.includes(code) && typeof responseCode === 'number' && responseCode >= 500
  return new VitrineError(isFinal ? 'MAIL_REFUSED' : 'MAIL_FAILED', { details: { reason }, cause: error })
}
