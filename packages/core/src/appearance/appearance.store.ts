import { createHash } from 'node:crypto'
import type { Appearance, SiteCss } from './appearance.types.ts'

/** Keys in the table of settings. The style sheet has its own: it is read when it changed, the rest for every page. */
export const appearanceKey = 'site.appearance'
export const siteCssKey = 'site.css'

/** @param stored - What administrators changed, as JSON. */
export const toAppearance = (stored: string | undefined): Appearance => ({
  theme: null,
  offered: [],
  values: {},
  css: null,
  logo: null,
  ...(stored === undefined ? {} : (JSON.parse(stored) as Partial<Appearance>)),
})

export const toSiteCss = (stored: string | null): SiteCss =>
  stored === null ? { css: '', before: null } : (JSON.parse(stored) as SiteCss)

export const cssDigest = (css: string): string | null =>
  css === '' ? null : createHash('sha256').update(css).digest('hex').slice(0, 16)
