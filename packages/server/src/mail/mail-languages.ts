import type { MailLanguage, MailSentences } from '@vitrine/core'
import { createLanguages, type Language, type Languages, type LanguagesOptions } from '../languages/languages.ts'
import type { MessageArguments } from '../languages/messages.generated.ts'

/** What the catalogues fill in is what the letters give: the compiler finds a sentence that is missing, or asks for another value. */
type Filled<K extends keyof MailSentences> = MailSentences[K] extends undefined ? null : MailSentences[K]
type Known = { readonly [K in keyof MailSentences]: Filled<K> extends MessageArguments[K] ? K : never }
type Say = (key: Known[keyof MailSentences], values: MailSentences[keyof MailSentences]) => string

const toMailLanguage = ({ code, direction, t, formats }: Language): MailLanguage => ({
  code,
  direction,
  say: (key, ...[values]) => (t as Say)(key, values),
  day: (iso) => formats.localDateTime(iso.slice(0, 10)),
})

/** As the pages have them: a language that the site added is one of letters, too. */
export type MailLanguagesOptions = Partial<LanguagesOptions>

/**
 * The languages of the pages for the letters of a gallery: `createGallery({ mail: { languages: mailLanguages() } })`. They are read when
 * the first letter is written.
 */
export const mailLanguages = ({
  log = () => {},
  ...folders
}: MailLanguagesOptions = {}): ((codes: readonly string[]) => MailLanguage) => {
  let languages: Languages | undefined
  return (codes) => {
    languages ??= createLanguages({ log, ...folders })
    const known = languages
    const found = codes.map((code) => known.find(code)).find((language) => language !== null)
    // Outside of requests that is English.
    return toMailLanguage(found ?? known.current)
  }
}
