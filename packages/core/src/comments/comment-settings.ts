import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { wholeNumber } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { readSetting } from '../settings/setting.store.ts'
import { type CommentSettings, commentNews } from './comment-settings.types.ts'

export const commentsSetting = 'comments'

const defaults: CommentSettings = Object.freeze({
  enabled: false,
  guests: false,
  moderation: 'guests',
  mayEditOwn: true,
  mayRemoveOwn: true,
  floodSeconds: 60,
  maxLinks: 3,
  order: 'oldest',
  mailOn: Object.freeze(['pending'] as const),
  mailMinutes: 10,
})

const flag = v.optional(v.boolean('Must be true or false.'))
const number = (max: number) => v.optional(wholeNumber(0, max))
const oneOf = <const T extends readonly string[]>(list: T) => v.picklist(list, `Must be one of ${list.join(', ')}.`)

export const commentSettingsPatch = v.strictObject({
  enabled: flag,
  guests: flag,
  moderation: v.optional(oneOf(['none', 'guests', 'all'])),
  mayEditOwn: flag,
  mayRemoveOwn: flag,
  floodSeconds: number(86_400),
  maxLinks: number(100),
  order: v.optional(oneOf(['oldest', 'newest'])),
  mailMinutes: number(1_440),
  mailOn: v.optional(
    v.pipe(
      v.array(oneOf(commentNews), 'Must be a list.'),
      v.maxLength(commentNews.length, `Must have ${commentNews.length} entries at most.`),
      v.transform((news) => commentNews.filter((one) => news.includes(one))),
    ),
  ),
})

export const readCommentSettings = async (db: Reader): Promise<CommentSettings> => {
  const value = await readSetting(db, commentsSetting)
  const stored = v.safeParse(commentSettingsPatch, value === null ? {} : JSON.parse(value))
  return { ...defaults, ...withoutUndefined(stored.success ? stored.output : {}) }
}
