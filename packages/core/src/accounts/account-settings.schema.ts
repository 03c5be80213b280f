import * as v from 'valibot'
import { id, wholeNumber } from '../input/validate.ts'

const flag = v.optional(v.boolean('Must be true or false.'))
const whole = (max: number) => v.optional(wholeNumber(1, max))

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
