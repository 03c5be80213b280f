import type { ApiKey as CoreApiKey } from '@vitrine/core'
import type { ApiKey } from '@vitrine/sdk/contract'

export const toApiKey = (key: CoreApiKey): ApiKey => ({
  id: key.id,
  name: key.name,
  start: key.start,
  scopes: [...key.scopes],
  user: { id: key.user.id, username: key.user.username },
  createdAt: key.createdAt,
  expiresAt: key.expiresAt,
  lastUsedAt: key.lastUsedAt,
  revokedAt: key.revokedAt,
  state: key.state,
})
