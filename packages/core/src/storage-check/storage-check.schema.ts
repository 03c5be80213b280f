import * as v from 'valibot'

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.integer('Must be a whole number.'),
    v.minValue(least, `Must be ${least} or more.`),
    v.maxValue(most, `Must be ${most} or less.`),
  )
const flag = v.boolean('Must be true or false.')

export const storageCheckOptions = v.strictObject({
  repair: v.optional(flag, false),
  depth: v.optional(v.picklist(['quick', 'usual', 'deep'], 'Must be quick, usual or deep.'), 'usual'),
  storageOnly: v.optional(flag, false),
  orphanAgeHours: v.optional(whole(1, 8_760), 24),
  purgeAfterDays: v.optional(v.nullable(whole(0, 36_500)), null),
})
