import * as v from 'valibot'
import { line } from './fields.ts'
import { User } from './user.ts'

export const Credentials = v.strictObject({
  username: v.pipe(line(255), v.minLength(1)),
  // Refused before any hashing: a long password must not cost more than a short one.
  password: v.pipe(v.string(), v.minLength(1), v.maxBytes(1024, 'Expected at most 1024 bytes')),
})

/** Sent back as `x-csrf-token` with each write that is made by cookie. */
const CsrfToken = v.string()

export const SignedIn = v.strictObject({ user: User, csrfToken: CsrfToken })

/** Both `null` for a guest; `csrfToken` also where a key was used instead of a cookie. */
export const Session = v.strictObject({ user: v.nullable(User), csrfToken: v.nullable(CsrfToken) })
export type Session = v.InferOutput<typeof Session>
