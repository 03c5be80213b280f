import type {
  EffectiveGrant as CoreEffectiveGrant,
  EffectiveGrants as CoreEffectiveGrants,
  Explanation as CoreExplanation,
  RightsReason as CoreReason,
  Role as CoreRole,
  ShareLink as CoreShareLink,
} from '@vitrine/core'
import type { EffectiveGrants, Explanation, RightsReason, Role, ShareLink } from '@vitrine/sdk/contract'
import type { InferOutput } from 'valibot'

export const toRole = (role: CoreRole): Role => ({
  id: role.id,
  key: role.key,
  name: role.name,
  description: role.description,
  everywhere: [...role.everywhere],
  visible: [...role.visible],
  userCount: role.userCount,
})

export const toShareLink = (link: CoreShareLink): ShareLink => ({
  id: link.id,
  name: link.name,
  recipient: link.recipient,
  level: link.level,
  grants: link.grants.map(({ albumId, capabilities }) => ({ albumId, capabilities: [...capabilities] })),
  withBelow: link.withBelow,
  photos: link.photos && {
    count: link.photos.count,
    query: link.photos.query,
    capabilities: [...link.photos.capabilities],
  },
  maxSize: link.maxSize,
  watermarkText: link.watermarkText,
  feedback: [...link.feedback],
  hasPassword: link.hasPassword,
  maxUses: link.maxUses,
  uses: link.uses,
  lastUsedAt: link.lastUsedAt,
  expiresAt: link.expiresAt,
  revokedAt: link.revokedAt,
  createdBy: link.createdBy,
  createdAt: link.createdAt,
})

const toReason = (reason: CoreReason): InferOutput<typeof RightsReason> =>
  'capabilities' in reason ? { ...reason, capabilities: [...reason.capabilities] } : reason

export const toExplanation = ({ sees, capabilities, level, reasons, albums }: CoreExplanation): Explanation => ({
  sees,
  capabilities: [...capabilities],
  level,
  reasons: reasons.map(toReason),
  albums: albums.map((album) => ({
    albumId: album.albumId,
    sees: album.sees,
    capabilities: [...album.capabilities],
    reasons: album.reasons.map(toReason),
  })),
})

const toGrant = ({ principal, capabilities, albumId, isInherited }: CoreEffectiveGrant) => ({
  principal: { type: principal.type, id: principal.id },
  capabilities: [...capabilities],
  albumId,
  isInherited,
})

export const toEffectiveGrants = (effective: CoreEffectiveGrants): EffectiveGrants => ({
  albumId: effective.albumId,
  grants: effective.grants.map(toGrant),
  overriddenAt: effective.overriddenAt,
  stopped: effective.stopped.map(toGrant),
})
