import * as v from 'valibot'

/** One fault of the input. `path` is dotted (`grants.0.principal.id`) and empty for the input as a whole. */
export const Issue = v.strictObject({ path: v.string(), message: v.string() })
export type Issue = v.InferOutput<typeof Issue>

/** Every answer with a status of 400 and above. */
export const ErrorBody = v.strictObject({
  error: v.strictObject({
    code: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'Expected an upper-case code')),
    message: v.string(),
    issues: v.optional(v.array(Issue)),
    /** What a program needs to go on; which, the code says: `photoId` of `PHOTO_EXISTS`. */
    details: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
})
export type ErrorBody = v.InferOutput<typeof ErrorBody>
