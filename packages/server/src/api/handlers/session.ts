import type { Contract } from '@vitrine/sdk/contract'
import { flatten } from '../../auth/view-as-mark.ts'
import { toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const session = {
  create: async ({ context, event }, credentials) => {
    const { user, csrfToken } = await context.signIn(event, credentials)
    return { user: toUser(user), csrfToken }
  },
  enrol: ({ context }, step) => context.gallery.sessions.enrol(step),
  enrolPasskey: ({ context, event }, { step }) =>
    context.gallery.sessions.enrolPasskey({ step, address: context.clientAddress(event) }),
  finish: async ({ context, event }, proof) => {
    const { user, csrfToken, recoveryCodes } = await context.finishSignIn(event, proof)
    return { user: toUser(user), csrfToken, recoveryCodes: recoveryCodes && [...recoveryCodes] }
  },
  get: async ({ identity, context }) => {
    const { own, user, csrfToken, viewAs } = identity
    const [me, seen] = await Promise.all([context.gallery.as(own).me(), viewAs === null ? null : identity.gallery.me()])
    const kind = own.kind === 'system' ? 'host' : own.kind
    return {
      user: user && toUser(user),
      csrfToken,
      kind,
      scopes: me.scopes === null ? null : [...me.scopes],
      name: me.name,
      viewAs: viewAs && { ...flatten(viewAs), name: seen?.name ?? null },
    }
  },
  delete: async ({ context, event }) => {
    await context.signOut(event)
    return undefined
  },
} satisfies Handlers<Contract['session']>
