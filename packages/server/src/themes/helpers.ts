import type { Formats } from '../languages/format.ts'
import type { Translate } from '../languages/messages.types.ts'
import type { Links } from '../links.ts'
import type { PictureView } from '../pages/view-models/picture.ts'
import type { Template } from './compile.ts'
import type { icon } from './icons.ts'
import { html, type SafeHtml, type textWithBreaks, type toScriptJson } from './safe-html.ts'
import type { SlotName } from './slots.ts'

/** What templates can name besides `it`. */
export interface TemplateHelpers {
  readonly t: Translate
  readonly number: Formats['number']
  readonly date: Formats['localDateTime']
  readonly url: Links
  /** Address of a file of the themes, by its plain name. @throws `TypeError` for a name that is not there */
  readonly asset: (name: string) => string
  /** Address of a script or a style sheet that is loaded on demand; `null` where no theme of the chain has one, or it was not built. */
  readonly onDemand: (name: string) => string | null
  readonly icon: typeof icon
  readonly img: typeof img
  readonly json: typeof toScriptJson
  readonly lines: typeof textWithBreaks
  /**
   * `lang` and `dir` for the element of a text that is in another language than the page; `null`: in that of the gallery. For
   * other texts nothing, or `dir="auto"` where that is asked for: a `bdi` has it anyway.
   */
  readonly lang: (language: string | null | undefined, usual?: 'auto') => SafeHtml
  readonly slot: (name: SlotName, view: object) => SafeHtml
  /** Compiled partials by name: `partials/photo-card` is `partial.photoCard`. */
  readonly partial: Readonly<Record<string, Template>>
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  /** Further scripts of the page with this name. */
  readonly pageScripts: (page: string) => readonly string[]
  /** Further style sheets of the page with this name. */
  readonly pageStyles: (page: string) => readonly string[]
  /** Addresses of the fonts to load at once. */
  readonly fonts: readonly string[]
}

/** Where a picture stands on the page, which decides how wide it becomes and when it is loaded. */
export type ImageUsage = 'grid' | 'cover' | 'stage'

const sizesOf = (picture: PictureView, usage: ImageUsage): string => {
  const ratio = picture.widthPx / picture.heightPx
  switch (usage) {
    case 'grid':
      // `auto`: the laid-out width where the browser knows it; else the usual height of a row.
      return `auto, (max-width: 40rem) ${Math.round(Math.min(100, 33 * ratio))}vw, ${Math.round(270 * ratio)}px`
    case 'cover':
      return 'auto, (max-width: 40rem) 46vw, 24rem'
    case 'stage':
      return `min(100vw, ${Math.round(ratio * 100)}vh)`
  }
}

/** A responsive `<img>` with its size, so that nothing moves while it loads. */
export const img = (picture: PictureView, usage: ImageUsage, options: { readonly eager?: boolean } = {}): SafeHtml => {
  const isEager = usage === 'stage' || options.eager === true
  const state = picture.isSmall ? html` class="is-small"` : html``
  const sizes = isEager ? sizesOf(picture, usage).replace('auto, ', '') : sizesOf(picture, usage)
  // Without candidates the picture has its own size, which `is-small` shows it in.
  const source = picture.isSmall
    ? html`src="${picture.src}"`
    : html`src="${picture.src}" srcset="${picture.srcset}" sizes="${sizes}"`
  const loading = isEager ? html` fetchpriority="high"` : html` decoding="async" loading="lazy"`
  return html`<img ${source} width="${picture.widthPx}" height="${picture.heightPx}" alt="${picture.alt}" ${loading}${state}>`
}
