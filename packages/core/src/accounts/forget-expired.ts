import type { Reader } from '../db/database.ts'
import { deleteExpiredAccountTokens } from './account-token.store.ts'
import { deleteExpiredRegistrations } from './registration.store.ts'

/** Forgets what nobody came back for: addresses and names that strangers left are not kept longer than their links hold. */
export const forgetExpired = async (db: Reader, at: string): Promise<void> => {
  await deleteExpiredRegistrations(db, at)
  await deleteExpiredAccountTokens(db, at)
}
