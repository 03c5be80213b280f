import { cutText } from '../text/cut.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { layOut, looks, paragraph } from './mail.layout.ts'
import type { MailLanguage } from './mail.sentences.ts'
import type { MailMessage, MailPicture } from './mail.types.ts'

/** A letter before it is a mail. */
export interface Letter {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** What lists of mails show beside the subject. Default: the first paragraph. */
  readonly preheader?: string
  readonly link?: { readonly label: string; readonly url: string }
  /** Below the paragraphs. */
  readonly blocks?: readonly LetterBlock[]
  /** Paragraphs below the blocks. */
  readonly after?: readonly string[]
  /** Small, at the end. */
  readonly closing?: readonly string[]
  /** Ends such letters. */
  readonly unsubscribe?: { readonly label: string; readonly url: string }
  /** What the blocks show. */
  readonly pictures?: readonly MailPicture[]
}

/** A heading that leads somewhere, with pictures that do. */
export interface LetterBlock {
  readonly title: string | null
  readonly url: string | null
  readonly pictures: readonly {
    readonly cid: string
    readonly alt: string
    readonly url: string
    readonly widthPx: number
    readonly heightPx: number
  }[]
}

/** About what lists of mails have room for, in characters. */
const maxPreheader = 140

/** One line: a name with a line break must not become a header, or a paragraph of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

/** A letter as text and as HTML that loads nothing. */
export const toMessage = (
  to: string,
  letter: Letter,
  site: { readonly title: string; readonly language: Pick<MailLanguage, 'code' | 'direction'> },
): MailMessage => {
  const { link, closing = [], blocks = [], after = [], unsubscribe, pictures = [] } = letter
  const [title, paragraphs] = [oneLine(site.title), letter.paragraphs.map(oneLine)]
  const headings = blocks.flatMap((block) => (block.title === null ? [] : [{ ...block, title: oneLine(block.title) }]))
  const text = [
    ...paragraphs,
    ...headings.map((block) => (block.url === null ? block.title : `${block.title}\n${block.url}`)),
    ...after.map(oneLine),
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...closing.map(oneLine),
    ...(unsubscribe ? [`${unsubscribe.label}:\n${unsubscribe.url}`] : []),
    `-- \n${title}`,
  ].join('\n\n')
  const small = closing.map((line) => paragraph('small', escapeHtml(oneLine(line))))
  const html = layOut({
    language: site.language,
    title,
    subject: oneLine(letter.subject),
    preheader: cutText(oneLine(letter.preheader ?? paragraphs[0] ?? ''), maxPreheader),
    content: [
      ...paragraphs.map((line) => paragraph('text', escapeHtml(line))),
      ...blocks.flatMap(blockParts),
      ...after.map((line) => paragraph('text', escapeHtml(oneLine(line)))),
      ...(link
        ? [
            paragraph('action', `<a href="${escapeHtml(link.url)}" ${looks('button')}>${escapeHtml(link.label)}</a>`),
            // Where a button is not shown as one, or somebody wants to see first where it leads.
            paragraph('address', escapeHtml(link.url)),
          ]
        : []),
      // What is said of the link stands by it; why a letter came that can be stopped, below all.
      ...(unsubscribe ? [] : small),
    ],
    footer: unsubscribe
      ? [
          ...small,
          paragraph(
            'small',
            `<a href="${escapeHtml(unsubscribe.url)}" ${looks('quiet')}>${escapeHtml(unsubscribe.label)}</a>`,
          ),
        ]
      : [],
  })
  return {
    to,
    subject: oneLine(letter.subject),
    text: `${text}\n`,
    html,
    ...(pictures.length === 0 ? {} : { pictures }),
    ...(unsubscribe ? { unsubscribeUrl: unsubscribe.url } : {}),
  }
}

/** A heading, and its pictures below it. What people wrote is text. */
const blockParts = ({ title, url, pictures }: LetterBlock): string[] => {
  const heading = title === null ? null : escapeHtml(oneLine(title))
  const shown = pictures.map(
    ({ cid, alt, url: photoUrl, widthPx, heightPx }) =>
      `<a href="${escapeHtml(photoUrl)}" ${looks('picture')}><img src="cid:${escapeHtml(cid)}" alt="${escapeHtml(oneLine(alt))}" width="${widthPx}" height="${heightPx}" ${looks('image')}></a>`,
  )
  return [
    ...(heading === null
      ? []
      : [
          paragraph(
            'heading',
            url === null ? heading : `<a href="${escapeHtml(url)}" ${looks('plain')}>${heading}</a>`,
          ),
        ]),
    ...(shown.length === 0 ? [] : [paragraph('pictures', shown.join(''))]),
  ]
}
