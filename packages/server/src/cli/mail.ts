import { type MailOptions, VitrineError } from '@vitrine/core'
import { mailLinks } from '../mail/mail-links.ts'
import { smtpMailer } from '../mail/smtp-mailer.ts'
import { readSecret } from './secret-file.ts'
import { UsageError } from './usage-error.ts'

export interface MailFlags {
  smtpUrlFile?: string
  mailFrom?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * How mail is sent: by the server at `VITRINE_SMTP_URL`, or in the file that is named, which no list of processes shows. Links need
 * the public address.
 *
 * @throws {UsageError} in a sentence that says what is wrong.
 */
export const resolveMail = (
  flags: MailFlags,
  environment: Environment,
  { baseUrl, basePath }: { baseUrl: string | undefined; basePath: string },
): MailOptions => {
  const links = baseUrl === undefined ? {} : { linkTo: mailLinks({ baseUrl, basePath }) }
  const file = flags.smtpUrlFile || environment.VITRINE_SMTP_URL_FILE
  const url = readSecret(file, environment.VITRINE_SMTP_URL || undefined, "the mail server's address")
  if (url === undefined) return links
  const from = flags.mailFrom || environment.VITRINE_MAIL_FROM
  if (!from) throw new UsageError('Say whom mail comes from: --mail-from or VITRINE_MAIL_FROM.')
  try {
    return { ...links, mailer: smtpMailer({ url, from }) }
  } catch (error) {
    if (!VitrineError.has(error, 'OPTIONS_INVALID')) throw error
    const [issue] = error.issues
    const name = issue?.path === 'from' ? 'The sender of mails (--mail-from)' : 'The mail server (VITRINE_SMTP_URL)'
    throw new UsageError(`${name} ${(issue?.message ?? 'is not valid.').replace(/^Must/, 'must')}`)
  }
}
