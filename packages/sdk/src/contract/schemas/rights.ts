import * as v from 'valibot'
import { Capability, Id, Level } from './fields.ts'

export const Principal = v.strictObject({ type: v.picklist(['user', 'group', 'link']), id: Id })

const capabilities = v.array(Capability)
const albumId = Id

/** Why something is seen or not. */
export const RightsReason = v.variant('kind', [
  v.strictObject({
    kind: v.literal('denied'),
    why: v.picklist(['guests-off', 'unknown', 'disabled', 'revoked', 'expired']),
  }),
  v.strictObject({ kind: v.literal('role'), capabilities }),
  v.strictObject({ kind: v.literal('public'), albumId, capabilities }),
  v.strictObject({ kind: v.literal('granted'), albumId, principal: Principal, capabilities }),
  v.strictObject({ kind: v.literal('override'), albumId }),
  v.strictObject({ kind: v.literal('private'), albumId }),
  v.strictObject({ kind: v.literal('hidden-parent'), albumId, parentId: Id }),
  v.strictObject({ kind: v.literal('confined'), albumId }),
  v.strictObject({ kind: v.literal('locked'), albumId }),
  v.strictObject({ kind: v.literal('level'), photoLevel: Level }),
  v.strictObject({ kind: v.literal('in-trash') }),
  v.strictObject({ kind: v.literal('no-visible-album') }),
  v.strictObject({ kind: v.literal('not-in-link') }),
  v.strictObject({ kind: v.literal('not-shared') }),
])

const seen = { sees: v.boolean(), capabilities, reasons: v.array(RightsReason) }
export const Explanation = v.strictObject({
  ...seen,
  level: Level,
  /** For a photo, each album that it is in. */
  albums: v.array(v.strictObject({ albumId: Id, ...seen })),
})
export type Explanation = v.InferOutput<typeof Explanation>

export const ExplainQuery = v.pipe(
  v.strictObject({
    viewer: v.picklist(['guest', 'user', 'group', 'link']),
    /** Of the user, group or link. */
    viewerId: v.optional(Id),
    album: v.optional(Id),
    photo: v.optional(Id),
  }),
  v.check((q) => (q.viewer === 'guest') === (q.viewerId === undefined), 'Expected viewerId, but for guests'),
  v.check((q) => (q.album === undefined) !== (q.photo === undefined), 'Expected either album or photo'),
)

const EffectiveGrant = v.strictObject({
  principal: Principal,
  capabilities,
  /** Where it was made; `null` where the asker does not see that album. */
  albumId: v.nullable(Id),
  isInherited: v.boolean(),
})
export const EffectiveGrants = v.strictObject({
  albumId: Id,
  grants: v.array(EffectiveGrant),
  /** The nearest album that does not inherit. */
  overriddenAt: v.nullable(Id),
  stopped: v.array(EffectiveGrant),
})
export type EffectiveGrants = v.InferOutput<typeof EffectiveGrants>

export const GuestSettings = v.strictObject({ enabled: v.boolean(), level: Level })
export const GuestSettingsPatch = v.partial(GuestSettings)
