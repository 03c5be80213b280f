import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { instant } from '../input/instant.ts'
import { prose, validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { transact } from '../transaction.ts'
import { maintenanceKey, toMaintenance } from './maintenance.store.ts'
import type { Maintenance } from './maintenance.types.ts'
import { readSetting, saveSetting } from './setting.store.ts'

const patchSchema = v.strictObject({
  isOn: v.optional(v.boolean('Must be true or false.')),
  text: v.optional(prose(1_000)),
  until: v.optional(v.nullable(instant)),
})

/** Closes the gallery, or opens it. @throws {VitrineError} `INPUT_INVALID` */
export const changeMaintenance = async (
  { gallery, actor }: CallContext,
  input: Partial<Maintenance>,
): Promise<void> => {
  const patch = withoutUndefined(validate(patchSchema, input))
  await transact(gallery, actor, async (unit) => {
    const before = toMaintenance(await readSetting(unit.db, maintenanceKey))
    const after = { ...before, ...patch }
    if (JSON.stringify(after) === JSON.stringify(before)) return
    await saveSetting(unit, maintenanceKey, JSON.stringify(after))
    unit.record({ subject: 'setting', id: 0, action: 'maintenance', before: { ...before }, after: { ...after } })
  })
}
