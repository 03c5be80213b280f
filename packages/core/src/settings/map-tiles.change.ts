import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { transact } from '../transaction.ts'
import { mapTilesKey, readMapTiles } from './map-tiles.store.ts'
import type { MapTiles } from './map-tiles.types.ts'
import { saveSetting } from './setting.store.ts'

const maxLength = 500

/**
 * The host of a template stands in headers of pages, so it has a narrow form: names of letters, digits, dots and dashes, with a port or
 * without. Nothing but characters that an address has by itself may follow.
 */
const template =
  /^https:\/\/(?:\{s\}\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?\/[\w\-.~/?&=%:@+,{}]*$/i
const places = /\{[^}]*\}?/g
const known = ['{s}', '{z}', '{x}', '{y}', '{r}']

const isTemplate = (text: string): boolean =>
  template.test(text) &&
  (text.match(places) ?? []).every((place) => known.includes(place)) &&
  ['{z}', '{x}', '{y}'].every((place) => text.includes(place)) &&
  URL.canParse(text.replaceAll(places, '1'))

const isHttps = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:'

const text = v.pipe(v.string('Must be text.'), v.maxLength(maxLength, `Must have ${maxLength} characters at most.`))
const oneLine = v.check<string, string>(
  (value) => value.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(value),
  'Must be a line of text.',
)

const patchSchema = v.strictObject({
  tileUrl: v.optional(
    v.nullable(v.pipe(text, v.check(isTemplate, 'Must be like https://tiles.example/{z}/{x}/{y}.png.'))),
  ),
  attribution: v.optional(v.pipe(text, oneLine, v.trim())),
  attributionUrl: v.optional(
    v.nullable(v.pipe(text, v.check(isHttps, 'Must be an address that begins with https://.'))),
  ),
})

/** Chooses the server that maps come from. @throws {VitrineError} `INPUT_INVALID` */
export const changeMapTiles = async ({ gallery, actor }: CallContext, input: Partial<MapTiles>): Promise<void> => {
  const patch = withoutUndefined(validate(patchSchema, input))
  await transact(gallery, actor, async (unit) => {
    const before = await readMapTiles(unit.db)
    const after = { ...before, ...patch }
    if (JSON.stringify(after) === JSON.stringify(before)) return
    await saveSetting(unit, mapTilesKey, JSON.stringify(after))
    unit.record({ subject: 'setting', id: 0, action: 'map', before: { ...before }, after: { ...after } })
  })
}
