import type * as v from 'valibot'
import { withoutUndefined } from '../input/without-undefined.ts'
import { saveSetting } from '../settings/setting.store.ts'
import type { Unit } from '../transaction.ts'
import { type commentSettingsPatch, commentsSetting, readCommentSettings } from './comment-settings.ts'

export const writeCommentSettings = async (
  unit: Unit,
  patch: v.InferOutput<typeof commentSettingsPatch>,
): Promise<void> => {
  const before = await readCommentSettings(unit.db)
  const after = { ...before, ...withoutUndefined(patch) }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  await saveSetting(unit, commentsSetting, JSON.stringify(after))
  unit.record({
    subject: 'setting',
    id: 0,
    action: 'updated',
    before: { comments: before },
    after: { comments: after },
  })
}
