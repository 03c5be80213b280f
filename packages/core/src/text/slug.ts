import { toSearchKey } from './search-key.ts'

/** The readable part of an address: letters and digits of any script, joined by `-`; at most 80 characters; empty where nothing is left. */
export const toSlug = (text: string): string =>
  [
    ...toSearchKey(text)
      .replace(/['’]/g, '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  ]
    .slice(0, 80)
    .join('')
    .replace(/-+$/, '')
