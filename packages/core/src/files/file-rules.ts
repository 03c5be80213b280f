import type { CallContext, GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { readSetting, saveSetting } from '../settings/setting.store.ts'
import { transact } from '../transaction.ts'
import { defaultFileRules, fileRulesPatch } from './file-rules.schema.ts'
import type { FileRuleName, FileRules, FileRulesPatch, FileRulesState } from './file-rules.types.ts'

const settingKey = 'photos.files'

const readStored = async (db: Reader): Promise<Partial<FileRules>> => {
  const value = await readSetting(db, settingKey)
  return value === null ? {} : (JSON.parse(value) as Partial<FileRules>)
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
    await saveSetting(unit, settingKey, value)
    unit.record({ subject: 'setting', id: 0, action: 'files', before: pick(before), after: pick(after) })
  })
}
