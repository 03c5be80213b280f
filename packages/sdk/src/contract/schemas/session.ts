import * as v from 'valibot'
import { Scope } from './api-key.ts'
import { Id, line } from './fields.ts'
import { User } from './user.ts'

export const Credentials = v.strictObject({
  username: v.pipe(line(255), v.minLength(1)),
  // Refused before any hashing: a long password must not cost more than a short one.
  password: v.pipe(v.string(), v.minLength(1), v.maxBytes(1024, 'Expected at most 1024 bytes')),
  /** Stay signed in when the browser is closed. */
  remember: v.optional(v.boolean()),
})

/** Sent back as `x-csrf-token` with each write that is made by cookie. */
const CsrfToken = v.string()

export const SignedIn = v.strictObject({ user: User, csrfToken: CsrfToken })

/** Through whose eyes an administrator looks. */
export const ViewAs = v.strictObject({
  type: v.picklist(['guest', 'user', 'group', 'link']),
  id: v.nullable(Id),
  name: v.nullable(v.string()),
})
export type ViewAs = v.InferOutput<typeof ViewAs>

export const ViewAsStart = v.pipe(
  v.strictObject({
    viewer: v.picklist(['guest', 'user', 'group', 'link']),
    /** Of the user, group or link. */
    viewerId: v.optional(Id),
  }),
  v.check(
    (start) => (start.viewer === 'guest') === (start.viewerId === undefined),
    'Expected viewerId, but for guests',
  ),
)

/** `user` and `csrfToken` are `null` for a guest; `csrfToken` also where a key was used instead of a cookie. */
export const Session = v.strictObject({
  user: v.nullable(User),
  csrfToken: v.nullable(CsrfToken),
  /** `apiKey`: a program with a key of `user`; `link`: came with the key of a share link; `host`: somebody whom the host application knows. */
  kind: v.picklist(['guest', 'user', 'apiKey', 'link', 'host']),
  /** What the API key was made for; `null` for everybody who came without one. */
  scopes: v.nullable(v.array(Scope)),
  /** For people to read. */
  name: v.nullable(v.string()),
  /** Set while an administrator looks through somebody else's eyes: writes answer `PREVIEW_READ_ONLY`. */
  viewAs: v.nullable(ViewAs),
})
export type Session = v.InferOutput<typeof Session>
