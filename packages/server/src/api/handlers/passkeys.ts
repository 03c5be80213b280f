import type { Contract } from '@vitrine/sdk/contract'
import { toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const passkeys = {
  list: async ({ gallery }) => ({ items: await gallery.passkeys.list() }),
  beginRegistration: async ({ gallery, identity, context, event }, { currentPassword }) =>
    gallery.passkeys.beginRegistration({
      currentPassword: await context.ownerProof(event, currentPassword),
      session: identity.sessionId ?? undefined,
    }),
  register: async ({ gallery, identity }, answer) => {
    const session = identity.sessionId ?? undefined
    const { passkey, recoveryCodes } = await gallery.passkeys.register({ ...answer, session })
    return { passkey, recoveryCodes: recoveryCodes && [...recoveryCodes] }
  },
  rename: ({ gallery }, { id, ...patch }) => gallery.passkeys.rename(id, patch),
  remove: async ({ gallery, context, event }, { id, code, currentPassword }) => {
    await gallery.passkeys.remove(id, { code, currentPassword: await context.ownerProof(event, currentPassword) })
    return undefined
  },
  beginConfirming: ({ gallery, identity }, { purpose }) =>
    gallery.passkeys.beginConfirming({ purpose, session: identity.sessionId ?? undefined }),
  confirm: async ({ context, event }, answer) => {
    await context.confirmByPasskey(event, answer)
    return undefined
  },
  beginSignIn: ({ context, event }, { step }) =>
    context.gallery.sessions.askForPasskey({ step, address: context.clientAddress(event) }),
  signIn: async ({ context, event }, proof) => {
    const { user, csrfToken } = await context.signInWithPasskey(event, proof)
    return { user: toUser(user), csrfToken }
  },
} satisfies Handlers<Contract['passkeys']>
