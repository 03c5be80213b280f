import { appearanceKey, toAppearance } from '../appearance/appearance.store.ts'
import type { Appearance } from '../appearance/appearance.types.ts'
import type { Reader } from '../db/database.ts'
import { maintenanceKey, toMaintenance } from './maintenance.store.ts'
import type { Maintenance } from './maintenance.types.ts'
import type { SiteSettings } from './settings.types.ts'

export const titleKey = 'site.title'
export const languageKey = 'site.language'
export const aboutKey = 'site.about'

/** @param options.title - Where none is set. */
export const readSite = async (db: Reader, options: { readonly title: string }): Promise<SiteSettings> =>
  (await readSiteHead(db, options)).site

/** What every page asks for, at once. */
export interface SiteHead {
  readonly site: SiteSettings
  readonly appearance: Appearance
  readonly maintenance: Maintenance
}

export const readSiteHead = async (db: Reader, options: { readonly title: string }): Promise<SiteHead> => {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', [titleKey, languageKey, aboutKey, appearanceKey, maintenanceKey])
    .execute()
  const stored = new Map(rows.map((row) => [row.key, row.value]))
  const text = (key: string, fallback: string) => {
    const value: unknown = JSON.parse(stored.get(key) ?? 'null')
    return typeof value === 'string' && value !== '' ? value : fallback
  }
  return {
    site: { title: text(titleKey, options.title), language: text(languageKey, 'en'), about: text(aboutKey, '') },
    appearance: toAppearance(stored.get(appearanceKey)),
    maintenance: toMaintenance(stored.get(maintenanceKey)),
  }
}
