import { html, type SafeHtml } from '../themes/safe-html.ts'
import { directionOf } from './direction.ts'
import type { Languages } from './languages.ts'

const baseOf = (code: string): string => new Intl.Locale(code).language

/**
 * Attributes of an element whose text is in another language than the page: speakers pronounce it right, and it keeps its direction.
 * Nothing where it is in that of the page.
 *
 * @param language - BCP 47; `null` for the language of the gallery.
 * @param usual - The direction of a text that is in the language of the page, as far as is known.
 */
export const languageAttributes = (
  { current, gallery }: Pick<Languages, 'current' | 'gallery'>,
  language: string | null | undefined,
  usual?: 'auto',
): SafeHtml => {
  const code = language ?? gallery
  if (code === null || baseOf(code) === baseOf(current.code)) return usual ? html` dir="${usual}"` : html``
  return html` lang="${code}" dir="${directionOf(code)}"`
}
