import type { CallContext } from '../context.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { transact } from '../transaction.ts'
import { metadataSettingsPatch } from './metadata-settings.schema.ts'
import {
  defaultMetadataSettings,
  loadMetadataSettings,
  mergeMetadataSettings,
  metadataSettingKey,
  requireKnownFields,
} from './metadata-settings.ts'
import type { MetadataSettingName, MetadataSettingsPatch } from './metadata-settings.types.ts'
import { saveSetting } from './setting.store.ts'

/** Takes effect with the next file that is read or written; what is in the gallery stays until it is synchronised. */
export const changeMetadataSettings = async (
  { gallery, actor, rights }: CallContext,
  input: MetadataSettingsPatch,
): Promise<void> => {
  const patch: MetadataSettingsPatch = withoutUndefined(validate(metadataSettingsPatch, input))
  const names = Object.keys(patch) as MetadataSettingName[]
  const fixed = names.filter((name) => name in gallery.metadata.fixed)
  if (fixed.length > 0)
    throw inputInvalid(fixed.map((path) => ({ path, message: 'Is fixed by the options of the gallery.' })))
  if (patch.fields) requireKnownFields({ fields: patch.fields }, rights.fields.byKey.photo)

  await transact(gallery, actor, async (unit) => {
    const stored = await loadMetadataSettings(unit.db)
    const before = mergeMetadataSettings(defaultMetadataSettings, stored)
    const after = mergeMetadataSettings(before, patch)
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    if (changed.length === 0) return
    const pick = (from: typeof before) => Object.fromEntries(changed.map((name) => [name, from[name]]))
    await saveSetting(unit, metadataSettingKey, JSON.stringify({ ...stored, ...pick(after) }))
    unit.record({ subject: 'setting', id: 0, action: 'metadata', before: pick(before), after: pick(after) })
  })
}
