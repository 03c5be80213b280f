import type { CommentNews } from '../comments/comment-settings.types.ts'
import { cutText } from '../text/cut.ts'
import type { FactorChange } from './factor-change.types.ts'
import type { Letter } from './mail.render.ts'
import type { MailLanguage } from './mail.sentences.ts'

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

/** What happened to a comment, and what it says as long as it is there. */
export interface ToldComment {
  readonly kind: CommentNews
  readonly about: QuotedComment | null
}

/** Of one letter. */
const maxQuotes = 20

/**
 * Every letter that the gallery writes, in a language. `url` is where its link leads. What goes to an address that nobody confirmed names
 * no user: names are free to choose, and nobody is to have the gallery write to strangers what they like.
 */
export const lettersIn = ({ say }: MailLanguage) => ({
  test: (d: { site: string }): Letter => ({
    subject: say('mail.test.subject', d),
    paragraphs: [say('mail.test.text')],
  }),
  confirmRegistration: (d: { site: string; url: string }): Letter => ({
    subject: say('mail.confirmRegistration.subject', d),
    paragraphs: [say('mail.confirmRegistration.text', d)],
    link: { label: say('mail.confirm'), url: d.url },
    closing: [say('mail.linkHours', { hours: 72 }), say('mail.ignore')],
  }),
  addressInUse: (d: { site: string; url: string }): Letter => ({
    subject: say('mail.addressInUse.subject', d),
    paragraphs: [say('mail.addressInUse.text'), say('mail.addressInUse.forgot')],
    link: { label: say('mail.setPassword'), url: d.url },
    closing: [say('mail.addressInUse.ignore')],
  }),
  newcomer: (d: { site: string; username: string; isWaiting: boolean; url: string }): Letter => {
    const key = d.isWaiting ? 'mail.newcomer.waiting' : 'mail.newcomer'
    return {
      subject: say(`${key}.subject`, d),
      paragraphs: [say(`${key}.text`, d)],
      link: { label: say(`${key}.look`), url: d.url },
    }
  },
  approved: (d: { site: string; username: string; url: string }): Letter => ({
    subject: say('mail.approved.subject', d),
    paragraphs: [say('mail.approved.text', d)],
    link: { label: say('mail.approved.signIn'), url: d.url },
  }),
  refused: (d: { site: string }): Letter => ({
    subject: say('mail.refused.subject', d),
    paragraphs: [say('mail.refused.text', d)],
  }),
  reset: (d: { site: string; username: string; url: string }): Letter => ({
    subject: say('mail.reset.subject', d),
    paragraphs: [say('mail.reset.text', d)],
    link: { label: say('mail.setPassword'), url: d.url },
    closing: [say('mail.linkHours', { hours: 1 }), say('mail.ignore')],
  }),
  passwordChanged: (d: { site: string; username: string; url: string }): Letter => ({
    subject: say('mail.passwordChanged.subject', d),
    paragraphs: [say('mail.passwordChanged.text', d), say('mail.passwordChanged.notYou')],
    link: { label: say('mail.setPassword'), url: d.url },
  }),
  factorChanged: (d: { site: string; username: string; change: FactorChange; url: string }): Letter => ({
    subject: say('mail.factorChanged.subject', d),
    paragraphs: [
      `${say('mail.factorChanged.text', d)} ${say(`mail.factor.${d.change}`)}`,
      say('mail.factorChanged.notYou'),
    ],
    link: { label: say('mail.setPassword'), url: d.url },
  }),
  confirmEmail: (d: { site: string; url: string }): Letter => ({
    subject: say('mail.confirmEmail.subject', d),
    paragraphs: [say('mail.confirmEmail.text', d)],
    link: { label: say('mail.confirm'), url: d.url },
    closing: [say('mail.linkHours', { hours: 72 }), say('mail.ignore')],
  }),
  emailChanged: (d: { site: string; username: string; email: string }): Letter => ({
    subject: say('mail.emailChanged.subject', d),
    paragraphs: [say('mail.emailChanged.text', d), say('mail.emailChanged.notYou')],
  }),
  comment: (d: { site: string; told: readonly ToldComment[]; more: number; url: string }): Letter => {
    const [first, ...others] = d.told
    const count = d.told.length + d.more
    const waits = d.told.some(({ kind }) => kind === 'pending')
    const isOfOneKind = others.every(({ kind }) => kind === first?.kind)
    const gone = d.told.filter(({ kind, about }) => kind === 'removed' && about === null).length
    const quoted = d.told.flatMap(({ kind, about }) => (about ? [{ kind, about }] : []))
    const more = Math.max(0, quoted.length - maxQuotes) + d.more
    const head = (kind: CommentNews, { author, title }: QuotedComment): string => {
      const about = { author: author ?? say('mail.comment.somebody'), title }
      return isOfOneKind
        ? say('mail.comment.on', about)
        : say('mail.comment.onOfKind', { ...about, kind: say(`mail.comment.kind.${kind}`) })
    }
    return {
      subject: say(`mail.comment.subject.${isOfOneKind && first ? first.kind : 'mixed'}`, { site: d.site, count }),
      paragraphs: [
        ...quoted.slice(0, maxQuotes).flatMap(({ kind, about }) => [head(kind, about), about.text]),
        ...(gone === 0 ? [] : [say('mail.comment.gone', { count: gone })]),
        ...(more === 0 ? [] : [say('mail.more', { count: more })]),
      ],
      link: { label: say(waits ? 'mail.comment.lookWaiting' : 'mail.comment.look'), url: d.url },
    }
  },
})

export type Letters = ReturnType<typeof lettersIn>
