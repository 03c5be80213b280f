import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { wholeNumber } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { readSetting } from '../settings/setting.store.ts'
import type { HistorySettings } from './history.types.ts'

export const historySetting = 'history'

const defaults: HistorySettings = Object.freeze({
  guests: false,
  users: false,
  administrators: false,
  addresses: 'network',
  keepDays: 90,
})

const flag = v.optional(v.boolean('Must be true or false.'))

export const historySettingsPatch = v.strictObject({
  guests: flag,
  users: flag,
  administrators: flag,
  addresses: v.optional(v.picklist(['none', 'network', 'digest'], 'Must be one of none, network, digest.')),
  keepDays: v.optional(wholeNumber(1, 3_650)),
})

export const readHistorySettings = async (db: Reader): Promise<HistorySettings> => {
  const value = await readSetting(db, historySetting)
  const stored = v.safeParse(historySettingsPatch, value === null ? {} : JSON.parse(value))
  return { ...defaults, ...withoutUndefined(stored.success ? stored.output : {}) }
}
