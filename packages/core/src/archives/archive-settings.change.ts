import { requireAdmin } from '../call.ts'
import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { saveSetting } from '../settings/setting.store.ts'
import { transact } from '../transaction.ts'
import { archiveLimits } from './archive.schema.ts'
import { archivesSetting, readArchiveSettings } from './archive.settings.ts'
import type { ArchiveSettings } from './archive-settings.types.ts'

/** @throws {VitrineError} `INPUT_INVALID` */
export const changeArchiveSettings = async (
  context: CallContext,
  input: Partial<ArchiveSettings>,
): Promise<ArchiveSettings> => {
  requireAdmin(context)
  const { gallery, actor } = context
  const patch = validate(archiveLimits, input)
  return transact(gallery, actor, async (unit) => {
    const before = await readArchiveSettings(unit.db)
    const after: ArchiveSettings = {
      enabled: patch.enabled ?? before.enabled,
      maxPhotos: patch.maxPhotos ?? before.maxPhotos,
      maxBytes: patch.maxBytes ?? before.maxBytes,
    }
    if (JSON.stringify(after) === JSON.stringify(before)) return after
    await saveSetting(unit, archivesSetting, JSON.stringify(after))
    unit.record({ subject: 'setting', id: 0, action: 'archives', before: { ...before }, after: { ...after } })
    return after
  })
}
