import { readFileSync } from 'node:fs'
import { type MailOptions, VitrineError } from '@vitrine/core'
import { mailLinks } from '../mail/mail-links.ts'
import { smtpMailer } from '../mail/smtp-mailer.ts'
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
  const url = smtpUrl(flags.smtpUrlFile || environment.VITRINE_SMTP_URL_FILE || undefined, environment.VITRINE_SMTP_URL)
  if (url === null) return links
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

const smtpUrl = (file: string | undefined, fromEnvironment: string | undefined): string | null => {
  if (file === undefined) return fromEnvironment || null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new UsageError(`The file of the mail server's address cannot be read: ${file}`, { cause: error })
  }
}
