import type { GalleryContext } from '../context.ts'
import type { SiteSettings } from './settings.types.ts'

export interface Settings {
  site(): Promise<SiteSettings>
}

const titleKey = 'site.title'
const languageKey = 'site.language'

export const createSettings = ({
  connections,
  options,
}: Pick<GalleryContext, 'connections' | 'options'>): Settings => ({
  site: async () => {
    const rows = await connections.read
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
  },
})
