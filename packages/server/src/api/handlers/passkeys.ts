import type { Contract } from '@vitrine/sdk/contract'
import { toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const passkeys = {
  list: async ({ gallery }) => ({ items: await gallery.passkeys.list() }),
  beginRegistration: ({ gallery, identity }, proof) =>
    gallery.passkeys.beginRegistration({ ...proof, session: identity.sessionId ?? undefined }),
  register: async ({ gallery, identity }, answer) => {
    const session = identity.sessionId ?? undefined
    const { passkey, recoveryCodes } = await gallery.passkeys.register({ ...answer, session })
    return { passkey, recoveryCodes: recoveryCodes && [...recoveryCodes] }
  },
  rename: ({ gallery }, { id, ...patch }) => gallery.passkeys.rename(id, patch),
  remove: async ({ gallery }, { id, ...proof }) => {
    await gallery.passkeys.remove(id, proof)
    return undefined
  },
  beginSignIn: ({ context, event }, { step }) =>
    context.gallery.sessions.askForPasskey({ step, address: context.clientAddress(event) }),
  signIn: async ({ context, event }, proof) => {
    const { user, csrfToken } = await context.signInWithPasskey(event, proof)
    return { user: toUser(user), csrfToken }
  },
} satisfies Handlers<Contract['passkeys']>
