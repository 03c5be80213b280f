import { escapeHtml } from '../text/escape-html.ts'
import type { MailLanguage } from './mail.sentences.ts'

/** What stands where in the HTML of a letter. Each piece is markup already, but for `title`, `subject` and `preheader`. */
export interface LaidOutLetter {
  readonly language: Pick<MailLanguage, 'code' | 'direction'>
  /** Of the site. */
  readonly title: string
  readonly subject: string
  /** What lists of mails show beside the subject. */
  readonly preheader: string
  readonly content: readonly string[]
  /** Why this came, and how it ends. */
  readonly footer: readonly string[]
}

const fonts = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif'

/** Inline: many mail programs drop the sheet of styles. Each name is a class as well, by which the sheet makes it dark. */
const styles = {
  page: `margin:0;padding:0;background:#f4f3f0;color:#1c1b19;font:16px/1.55 ${fonts}`,
  frame: 'max-width:600px;margin:0 auto;padding:24px 16px',
  site: 'margin:0 0 16px;padding:0 12px;color:#1c1b19;font-size:18px;font-weight:600;line-height:1.3',
  card: 'padding:28px 28px 12px;border:1px solid #e5e2dc;border-radius:12px;background:#ffffff;color:#1c1b19',
  text: 'margin:0 0 16px;overflow-wrap:anywhere',
  heading: 'margin:24px 0 8px;font-weight:600;line-height:1.35;overflow-wrap:anywhere',
  plain: 'color:#1c1b19;text-decoration:none',
  pictures: 'margin:0 0 12px;font-size:0;line-height:0',
  picture: 'display:inline-block;margin:0 6px 6px 0;vertical-align:top;text-decoration:none',
  image: 'border:0;border-radius:8px;background:#e9e7e2;color:#66625b;font-size:13px;line-height:1.3',
  action: 'margin:24px 0 12px',
  button:
    'display:inline-block;padding:12px 22px;border-radius:8px;background:#1c1b19;color:#ffffff;font-weight:600;line-height:1.3;text-decoration:none',
  small: 'margin:0 0 16px;color:#66625b;font-size:13px;line-height:1.5;overflow-wrap:anywhere',
  address: 'margin:0 0 16px;color:#66625b;font-size:13px;line-height:1.5;word-break:break-all',
  footer: 'padding:20px 12px 0',
  quiet: 'color:#66625b;text-decoration:underline',
} as const

export type LetterStyle = keyof typeof styles

/** Attributes of an element: its looks, light and dark. */
export const looks = (style: LetterStyle): string => `class="v-${style}" style='${styles[style]}'`

export const paragraph = (style: LetterStyle, content: string): string => `<p ${looks(style)}>${content}</p>`

/** Only `!important` wins over what is inline. */
const dark = [
  '.v-page{background:#161513!important;color:#edebe6!important}',
  '.v-card{background:#201f1c!important;border-color:#35332e!important;color:#edebe6!important}',
  '.v-site,.v-text,.v-heading,.v-plain{color:#edebe6!important}',
  '.v-small,.v-address,.v-quiet{color:#aaa59b!important}',
  '.v-image{background:#35332e!important;color:#aaa59b!important}',
  '.v-button{background:#edebe6!important;color:#161513!important}',
].join('')

const hidden =
  'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;color:transparent;font-size:1px;line-height:1px;mso-hide:all'

/** Room after the preheader: else a list of mails goes on with the title of the site. */
const filler = '&#847;&zwnj;&nbsp;'.repeat(60)

/** A letter that loads nothing: no picture of another place, no font, no script. */
export const layOut = ({ language, title, subject, preheader, content, footer }: LaidOutLetter): string =>
  [
    `<!doctype html><html lang="${escapeHtml(language.code)}" dir="${language.direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    `<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${dark}}</style></head>`,
    `<body ${looks('page')}>`,
    ...(preheader === '' ? [] : [`<div style="${hidden}">${escapeHtml(preheader)}${filler}</div>`]),
    // Mail programs may drop the body and take what is in it.
    `<div ${looks('page')} lang="${escapeHtml(language.code)}" dir="${language.direction}"><div ${looks('frame')}>`,
    paragraph('site', escapeHtml(title)),
    `<div ${looks('card')}>`,
    ...content,
    '</div>',
    ...(footer.length === 0 ? [] : [`<div ${looks('footer')}>`, ...footer, '</div>']),
    '</div></div></body></html>',
  ].join('\n')
