import { escapeHtml } from '../text/escape-html.ts'
import type { MailMessage } from './mail.types.ts'

/** A letter before it is a mail. */
export interface Letter {
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link?: { readonly label: string; readonly url: string }
  /** Small, at the end. */
  readonly closing?: readonly string[]
}

const style = {
  body: 'margin:0;padding:24px;background:#f4f3f0;color:#1c1b19;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif',
  card: 'max-width:34em;margin:0 auto;padding:28px;background:#fff;border-radius:8px',
  button:
    'display:inline-block;padding:10px 18px;border-radius:6px;background:#1c1b19;color:#fff;text-decoration:none;font-weight:600',
  small: 'color:#6b6862;font-size:13px',
}

/** One line: a name with a line break must not become a header, or a paragraph of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

/** A letter as text and as HTML that loads nothing. */
export const toMessage = (to: string, letter: Letter, site: { readonly title: string }): MailMessage => {
  const { link, closing = [] } = letter
  const [title, paragraphs] = [oneLine(site.title), letter.paragraphs.map(oneLine)]
  const text = [
    ...paragraphs,
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...closing.map(oneLine),
    `-- \n${title}`,
  ].join('\n\n')
  const part = (content: string, css = 'margin:0 0 16px') => `<p style='${css}'>${content}</p>`
  const html = [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(oneLine(letter.subject))}</title></head>`,
    `<body style='${style.body}'><div style='${style.card}'>`,
    ...paragraphs.map((paragraph) => part(escapeHtml(paragraph))),
    ...(link
      ? [
          part(`<a href="${escapeHtml(link.url)}" style='${style.button}'>${escapeHtml(link.label)}</a>`),
          part(escapeHtml(link.url), `${style.small};margin:0 0 16px;word-break:break-all`),
        ]
      : []),
    ...closing.map((line) => part(escapeHtml(oneLine(line)), `${style.small};margin:0 0 8px`)),
    part(escapeHtml(title), `${style.small};margin:24px 0 0`),
    '</div></body></html>',
  ].join('\n')
  return { to, subject: oneLine(letter.subject), text: `${text}\n`, html }
}
