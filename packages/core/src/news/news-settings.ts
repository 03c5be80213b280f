import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { prose, wholeNumber } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { readSetting, saveSetting } from '../settings/setting.store.ts'
import type { Unit } from '../transaction.ts'
import type { NewsSettings } from './news.types.ts'

const newsSetting = 'news'

const defaults: NewsSettings = Object.freeze({ enabled: false, hour: 6, text: null, pictures: true, maxPictures: 12 })

const flag = v.optional(v.boolean('Must be true or false.'))
const number = (min: number, max: number) => v.optional(wholeNumber(min, max))

export const newsSettingsPatch = v.strictObject({
  enabled: flag,
  hour: number(0, 23),
  text: v.optional(v.nullable(prose(1_000))),
  pictures: flag,
  maxPictures: number(1, 30),
})

export const readNewsSettings = async (db: Reader): Promise<NewsSettings> => {
  const value = await readSetting(db, newsSetting)
  const stored = v.safeParse(newsSettingsPatch, value === null ? {} : JSON.parse(value))
  return { ...defaults, ...withoutUndefined(stored.success ? stored.output : {}) }
}

export const writeNewsSettings = async (
  unit: Unit,
  patch: v.InferOutput<typeof newsSettingsPatch>,
): Promise<NewsSettings> => {
  const before = await readNewsSettings(unit.db)
  const after = { ...before, ...withoutUndefined(patch) }
  if (JSON.stringify(before) === JSON.stringify(after)) return after
  await saveSetting(unit, newsSetting, JSON.stringify(after))
  unit.record({ subject: 'setting', id: 0, action: 'updated', before: { news: before }, after: { news: after } })
  return after
}
