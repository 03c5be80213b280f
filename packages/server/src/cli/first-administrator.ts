import { type Gallery, VitrineError } from '@vitrine/core'
import { UsageError } from './usage-error.ts'

/**
 * Sees to it that somebody can administer the gallery: an account from the settings, or a link to make one.
 *
 * @returns The token of the set-up link; `null` where there is an administrator.
 */
export const ensureAdministrator = async (
  gallery: Gallery,
  settings: { adminUser: string; adminPassword: string | null },
): Promise<string | null> => {
  const token = await gallery.sessions.createSetupToken()
  if (token === null || settings.adminPassword === null) return token
  try {
    await gallery.asSystem('first administrator').users.create({
      username: settings.adminUser,
      password: settings.adminPassword,
      role: 'webmaster',
      level: 8,
    })
  } catch (error) {
    if (VitrineError.has(error, 'INPUT_INVALID')) {
      const faults = error.issues.map(({ path, message }) => `${path}: ${message}`).join(' ')
      throw new UsageError(`The first administrator could not be made. ${faults}`)
    }
    // Another process that starts at the same moment was faster.
    if (!VitrineError.has(error, 'USERNAME_TAKEN')) throw error
  }
  return null
}
