import * as v from 'valibot'

const ascii = v.pipe(v.string('Must be text.'), v.regex(/^[\x20-\x7e]{1,255}$/, 'Must be 1 to 255 ASCII characters.'))
const text = v.optional(v.nullable(v.pipe(v.string('Must be text.'), v.maxLength(1_000, 'Is too long.'))))

/** What a provider says comes from outside, however well it is signed. */
export const identityClaims = v.object({
  issuer: ascii,
  subject: ascii,
  username: text,
  email: text,
  isEmailVerified: v.optional(v.boolean('Must be true or false.'), false),
  groups: v.optional(
    v.pipe(v.array(v.string('Must be text.'), 'Must be a list.'), v.maxLength(10_000, 'Has too many entries.')),
    [],
  ),
  authenticatedAt: v.optional(v.nullable(v.pipe(v.number('Must be a number.'), v.finite('Must be a number.')))),
  isMultiFactor: v.optional(v.boolean('Must be true or false.'), false),
})
export type Claims = v.InferOutput<typeof identityClaims>

export const flowData = v.pipe(v.string('Must be text.'), v.maxLength(3_900, 'Is too long.'))
