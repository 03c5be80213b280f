import type { Reader } from '../db/database.ts'
import type { SiteSettings } from './settings.types.ts'

export const titleKey = 'site.title'
export const languageKey = 'site.language'

/** @param options.title - Where none is set. */
export const readSite = async (db: Reader, options: { readonly title: string }): Promise<SiteSettings> => {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', [titleKey, languageKey])
    .execute()
  const values = new Map(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]))
  const text = (key: string, fallback: string) => {
    const value = values.get(key)
    return typeof value === 'string' && value !== '' ? value : fallback
  }
  return { title: text(titleKey, options.title), language: text(languageKey, 'en') }
}
