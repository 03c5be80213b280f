import * as v from 'valibot'
import type { GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { readSetting, saveSetting } from '../settings/setting.store.ts'
import type { Unit } from '../transaction.ts'
import { duplicatePolicyPatch } from './duplicate.schema.ts'
import type { DuplicatePolicy, DuplicatePolicyState } from './duplicate.types.ts'

const key = 'uploads.duplicates'
const builtIn: DuplicatePolicy = Object.freeze({ by: 'checksum', action: 'link' })

type Parts = Pick<GalleryContext, 'options' | 'connections'>

/** What is done with duplicates where nobody asks for something else: the options of the gallery, or else its settings. */
export const readDuplicatePolicy = async (
  { options, connections }: Parts,
  db: Reader = connections.read,
): Promise<DuplicatePolicyState> => {
  const fixed = options.duplicates
  const locked = (['by', 'action'] as const).filter((name) => fixed[name] !== undefined)
  const stored = locked.length === 2 ? {} : await selectPolicy(db)
  return { policy: { ...builtIn, ...stored, ...fixed }, locked }
}

/** @throws {VitrineError} `INPUT_INVALID` for what the options of the gallery fix. */
export const writeDuplicatePolicy = async (
  gallery: Parts,
  unit: Unit,
  patch: Partial<DuplicatePolicy>,
): Promise<void> => {
  const { policy: before, locked } = await readDuplicatePolicy(gallery, unit.db)
  const fixed = locked.filter((name) => patch[name] !== undefined)
  if (fixed.length > 0)
    throw inputInvalid(fixed.map((path) => ({ path, message: 'Is fixed by the options of the gallery.' })))
  const after = { ...before, ...patch }
  if (after.by === before.by && after.action === before.action) return
  const value = JSON.stringify(after)
  await saveSetting(unit, key, value)
  unit.record({ subject: 'setting', id: 0, action: 'updated', before: { [key]: before }, after: { [key]: after } })
}

/** What cannot be read is as if it were not there. */
const selectPolicy = async (db: Reader): Promise<Partial<DuplicatePolicy>> => {
  const value = await readSetting(db, key)
  const stored = value === null ? null : v.safeParse(duplicatePolicyPatch, JSON.parse(value))
  return stored?.success ? withoutUndefined(stored.output) : {}
}
