import type { Contract } from '@vitrine/sdk/contract'
import { exportResponse } from '../../http/export-response.ts'
import { requireTheme } from '../../themes/require-theme.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import { toAccount, toSession } from '../dto/account.ts'
import { toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const account = {
  get: async ({ gallery }) => toAccount(await gallery.account.get()),
  setPreferences: async ({ gallery, context: { themes } }, patch) => {
    requireTheme(themes, patch.theme, (await gallery.appearance()).offered)
    return toAccount(await gallery.account.setPreferences(withoutUndefined(patch)))
  },
  changePassword: async ({ context, event }, change) => {
    const currentPassword = await context.ownerProof(event, change.currentPassword)
    const { user, csrfToken } = await context.changePassword(event, { ...change, currentPassword })
    return { user: toUser(user), csrfToken }
  },
  changeEmail: async ({ gallery, context, event }, { email, currentPassword }) =>
    toAccount(
      await gallery.account.changeEmail({ email, currentPassword: await context.ownerProof(event, currentPassword) }),
    ),
  sessions: async ({ gallery, identity }) => ({
    items: (await gallery.account.sessions()).map((session) => toSession(session, identity)),
  }),
  endSession: async ({ gallery }, { sessionId }) => {
    await gallery.account.endSession(sessionId)
    return undefined
  },
  endSessions: async ({ gallery, identity }, { everywhere }) => {
    await gallery.account.endSessions(everywhere ? {} : { except: identity.sessionId ?? undefined })
    return undefined
  },
  delete: async ({ gallery, context, event }, { currentPassword }) => {
    await gallery.account.delete({ currentPassword: await context.ownerProof(event, currentPassword) })
    await context.signOut(event)
    return undefined
  },
  export: async ({ gallery, context }) => exportResponse(await gallery.account.export(), context.options),
} satisfies Handlers<Contract['account']>
