import { imagingSetting, loadImaging } from '../access/access.store.ts'
import type { CallContext } from '../context.ts'
import { tidyQueue } from '../derivatives/queues.ts'
import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { insertJobs } from '../jobs/job.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { derivativeSettingsPatch } from './derivative-settings.schema.ts'
import { mergeSettings, requireConsistent, toPolicy } from './derivative-settings.ts'
import type {
  DerivativeSettingName,
  DerivativeSettings,
  DerivativeSettingsPatch,
  WatermarkPicture,
} from './derivative-settings.types.ts'
import { deletePictures, insertPicture, selectPictures } from './picture.store.ts'
import { saveSetting } from './setting.store.ts'
import { readWatermarkPicture } from './watermark-picture.ts'

/** Pictures of watermarks that are kept, used or not. */
const maxPictures = 40

export const changeDerivativeSettings = async (
  { gallery, actor, rights }: CallContext,
  input: DerivativeSettingsPatch,
): Promise<void> => {
  const patch = withoutUndefined(validate(derivativeSettingsPatch, input))
  const { locked } = gallery.imaging.policyOf(rights)
  const names = Object.keys(patch) as DerivativeSettingName[]
  const fixed = names.filter((name) => locked.includes(name))
  if (fixed.length > 0)
    throw inputInvalid(fixed.map((path) => ({ path, message: 'Is fixed by the options of the gallery.' })))

  await transact(gallery, actor, async (unit) => {
    const stored = await loadImaging(unit.db)
    const before = toPolicy(stored, {}).settings
    const after = mergeSettings(before, patch)
    // As it will be: with what the options fix, which may name sizes that the settings do not.
    const { settings } = toPolicy(JSON.stringify(after), gallery.imaging.fixed)
    requireConsistent(settings)
    await requirePictures(unit, after)
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    if (changed.length === 0) return
    const pick = (from: DerivativeSettings) => Object.fromEntries(changed.map((name) => [name, from[name]]))
    await saveSetting(
      unit,
      imagingSetting,
      JSON.stringify({ ...(stored ? (JSON.parse(stored) as object) : {}), ...pick(after) }),
    )
    unit.record({ subject: 'setting', id: 0, action: 'derivatives', before: pick(before), after: pick(after) })
    unit.rightsChanged('people')
    await insertJobs(unit.db, tidyQueue, [{ payload: {}, total: 1 }], unit.at)
  })
}

const requirePictures = async ({ db }: Unit, { watermarks }: DerivativeSettings): Promise<void> => {
  if (watermarks.length === 0) return
  const known = await selectPictures(db, 'watermark')
  const issues: Issue[] = watermarks.flatMap(({ picture }, index) =>
    known.has(picture) ? [] : [{ path: `watermarks.${index}.picture`, message: 'There is no such picture.' }],
  )
  if (issues.length > 0) throw inputInvalid(issues)
}

/** Keeps the picture; of those that no watermark uses, the others go when there are too many. */
export const keepWatermarkPicture = async (
  { gallery, actor }: CallContext,
  given: Uint8Array,
): Promise<WatermarkPicture> => {
  const { png, about } = await readWatermarkPicture(given)
  await transact(gallery, actor, async (unit) => {
    const known = await selectPictures(unit.db, 'watermark')
    if (known.has(about.picture)) return
    if (known.size >= maxPictures) {
      const used = new Set(toPolicy(await loadImaging(unit.db), {}).settings.watermarks.map(({ picture }) => picture))
      await deletePictures(
        unit.db,
        'watermark',
        [...known].filter((hash) => !used.has(hash)),
      )
    }
    await insertPicture(unit.db, 'watermark', { digest: about.picture, png, at: unit.at })
    unit.record({ subject: 'setting', id: 0, action: 'watermark-picture', after: { ...about } })
  })
  return about
}
