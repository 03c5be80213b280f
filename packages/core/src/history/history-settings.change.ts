import type * as v from 'valibot'
import { withoutUndefined } from '../input/without-undefined.ts'
import { saveSetting } from '../settings/setting.store.ts'
import type { Unit } from '../transaction.ts'
import { historySetting, type historySettingsPatch, readHistorySettings } from './history-settings.ts'

export const writeHistorySettings = async (
  unit: Unit,
  patch: v.InferOutput<typeof historySettingsPatch>,
): Promise<void> => {
  const before = await readHistorySettings(unit.db)
  const after = { ...before, ...withoutUndefined(patch) }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  await saveSetting(unit, historySetting, JSON.stringify(after))
  unit.record({ subject: 'setting', id: 0, action: 'updated', before: { history: before }, after: { history: after } })
}
