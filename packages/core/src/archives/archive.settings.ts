import type { Reader } from '../db/database.ts'
import { readSetting } from '../settings/setting.store.ts'
import type { ArchiveSettings } from './archive-settings.types.ts'

export const archivesSetting = 'archives'

const usual: ArchiveSettings = { enabled: true, maxPhotos: 10_000, maxBytes: 50 * 1024 ** 3 }

export const readArchiveSettings = async (db: Reader): Promise<ArchiveSettings> => ({
  ...usual,
  ...(JSON.parse((await readSetting(db, archivesSetting)) ?? '{}') as Partial<ArchiveSettings>),
})
