import type {
  Account as CoreAccount,
  Registration as CoreRegistration,
  AccountSession as CoreSession,
} from '@vitrine/core'
import type { Account, AccountSession, Registration } from '@vitrine/sdk/contract'
import type { RequestIdentity } from '../../auth/request-identity.ts'
import { toUser } from './others.ts'

export const toSession = (session: CoreSession, { sessionId }: Pick<RequestIdentity, 'sessionId'>): AccountSession => ({
  id: session.id,
  createdAt: session.createdAt,
  lastUsedAt: session.lastUsedAt,
  expiresAt: session.expiresAt,
  address: session.address,
  userAgent: session.userAgent,
  remembered: session.remembered,
  current: session.id === sessionId,
})

export const toAccount = ({
  user,
  preferences,
  pendingEmail,
  hasPassword,
  canChange,
  canDelete,
}: CoreAccount): Account => ({
  user: toUser(user),
  preferences: {
    photosPerPage: preferences.photosPerPage,
    recentDays: preferences.recentDays,
    language: preferences.language,
    theme: preferences.theme,
  },
  pendingEmail,
  hasPassword,
  canChange,
  canDelete,
})

export const toRegistration = ({ id, username, email, createdAt }: CoreRegistration): Registration => ({
  id,
  username,
  email,
  createdAt,
})
