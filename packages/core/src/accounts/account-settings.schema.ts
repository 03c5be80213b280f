import * as v from 'valibot'
import { id } from '../input/validate.ts'

const flag = v.optional(v.boolean('Must be true or false.'))
const whole = (max: number) =>
  v.optional(
    v.pipe(
      v.number('Must be a number.'),
      v.integer('Must be a whole number.'),
      v.minValue(1, 'Must be 1 or more.'),
      v.maxValue(max, `Must be ${max} at most.`),
    ),
  )

export const accountSettingsPatch = v.strictObject({
  registration: v.optional(v.picklist(['off', 'open', 'approval'], 'Must be off, open or approval.')),
  emailRequired: flag,
  notify: v.optional(v.picklist(['none', 'administrators', 'group'], 'Must be none, administrators or group.')),
  notifyGroupId: v.optional(v.nullable(id)),
  selfDeletion: flag,
  heirUserId: v.optional(v.nullable(id)),
  sessionIdleHours: whole(8_760),
  sessionMaxDays: whole(365),
  rememberDays: whole(365),
})
