import { VitrineError } from '../../src/errors/vitrine-error.ts'
import type { Gallery } from '../../src/gallery.types.ts'
import type { Mailer, MailMessage, MailPage } from '../../src/mail/mail.types.ts'

/** A post office of the test: keeps what it is given, and may be told to fail. */
export interface Postbox {
  readonly options: { readonly mailer: Mailer; readonly linkTo: (page: MailPage) => string }
  readonly mails: MailMessage[]
  /** The next mails fail like this. */
  failures: Error[]
  /** Those to one address, and forgets all. */
  take(to?: string): MailMessage[]
}

export const createPostbox = (): Postbox => {
  const box: Postbox = {
    mails: [],
    failures: [],
    options: {
      mailer: {
        send: async (message) => {
          const failure = box.failures.shift()
          if (failure) throw failure
          box.mails.push(message)
        },
        describe: () => 'a box',
      },
      linkTo: (page) =>
        `https://photos.example.org/${page.page}${'token' in page ? `?token=${encodeURIComponent(page.token)}` : ''}`,
    },
    take: (to) => {
      const taken = box.mails.splice(0)
      return to === undefined ? taken : taken.filter((mail) => mail.to === to)
    },
  }
  return box
}

/** The token in the link of a mail. */
export const tokenIn = (mail: MailMessage | undefined): string => {
  const [, token] = /\?token=([\w-]+)/.exec(mail?.text ?? '') ?? []
  if (token === undefined) throw new Error('There is no link in this mail.')
  return token
}

/** Works the queue off. */
export const runJobs = async (gallery: Gallery): Promise<void> => {
  while (await gallery.jobs.runNext());
}

export const refused = (reason: string): Error => new VitrineError('MAIL_REFUSED', { details: { reason } })
