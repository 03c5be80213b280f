import * as v from 'valibot'
import type { CallContext, GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { transact } from '../transaction.ts'
import type { FileRuleName, FileRules, FileRulesPatch, FileRulesState } from './file-rules.types.ts'

const settingKey = 'photos.files'

export const defaultFileRules: FileRules = Object.freeze({
  attachesFormats: false,
  maxVersions: 20,
  scaleUploads: null,
})

const whole = (min: number, max: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.integer('Must be a whole number.'),
    v.minValue(min, `Must be ${min} or more.`),
    v.maxValue(max, `Must be ${max} at most.`),
  )

export const fileRulesPatch = v.strictObject({
  attachesFormats: v.optional(v.boolean('Must be true or false.')),
  maxVersions: v.optional(v.nullable(whole(0, 10_000))),
  scaleUploads: v.optional(
    v.nullable(
      v.strictObject({
        maxWidthPx: whole(16, 65_535),
        maxHeightPx: whole(16, 65_535),
        quality: v.optional(whole(1, 100), 95),
      }),
    ),
  ),
})

const readStored = async (db: Reader): Promise<Partial<FileRules>> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', settingKey).executeTakeFirst()
  return row ? (JSON.parse(row.value) as Partial<FileRules>) : {}
}

/** The rules as they are now. */
export const readFileRules = async (
  { options, connections }: GalleryContext,
  db: Reader = connections.read,
): Promise<FileRulesState> => {
  const { files: fixed } = options
  const stored = await readStored(db)
  return {
    rules: { ...defaultFileRules, ...stored, ...fixed },
    locked: Object.keys(fixed) as FileRuleName[],
  }
}

/** @throws {VitrineError} `INPUT_INVALID`, also for what the options of the gallery fix. */
export const changeFileRules = async ({ gallery, actor }: CallContext, input: FileRulesPatch): Promise<void> => {
  const patch = withoutUndefined(validate(fileRulesPatch, input))
  const names = Object.keys(patch) as FileRuleName[]
  const fixed = names.filter((name) => name in gallery.options.files)
  if (fixed.length > 0)
    throw inputInvalid(fixed.map((path) => ({ path, message: 'Is fixed by the options of the gallery.' })))
  await transact(gallery, actor, async (unit) => {
    const stored = await readStored(unit.db)
    const before = { ...defaultFileRules, ...stored }
    const after = { ...before, ...patch }
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    if (changed.length === 0) return
    const pick = (from: FileRules) => Object.fromEntries(changed.map((name) => [name, from[name]]))
    const value = JSON.stringify({ ...stored, ...pick(after) })
    const row = { key: settingKey, value, updated_at: unit.at }
    await unit.db.insertInto('settings').ignore().values(row).execute()
    await unit.db.updateTable('settings').set({ value, updated_at: unit.at }).where('key', '=', settingKey).execute()
    unit.record({ subject: 'setting', id: 0, action: 'files', before: pick(before), after: pick(after) })
  })
}
