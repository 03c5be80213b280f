import type { Gallery } from '@vitrine/core'
import type { Operation, Scope } from '@vitrine/sdk/contract'
import { password } from '../../packages/core/test/world.ts'
import { type ActorName, scopesBeside, scopesFor } from './actors.ts'

type Person = 'admin' | 'memberWithRight' | 'memberWithoutRight' | 'otherMember'

/** What each actor sends along to be known. */
export interface Credentials {
  of(actor: ActorName, operation: Operation, scope: Scope | undefined): Promise<Readonly<Record<string, string>>>
  /** Everybody comes anew: sessions and keys of before are not used any more. */
  forget(): void
}

/** What a browser would send back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export const createCredentials = ({
  gallery,
  origin,
  people,
  keys,
}: {
  gallery: Gallery
  origin: string
  people: Readonly<Record<Person, { readonly id: number; readonly username: string }>>
  keys: Readonly<Record<'expired' | 'link' | 'revoked', string>>
}): Credentials => {
  const known = new Map<string, Promise<Record<string, string>>>()
  const once = (name: string, make: () => Promise<Record<string, string>>): Promise<Record<string, string>> => {
    const found = known.get(name) ?? make()
    known.set(name, found)
    return found
  }

  const session = (person: Person) =>
    once(`session ${person}`, async () => {
      const { username } = people[person]
      const response = await fetch(`${origin}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      const { csrfToken } = (await response.json()) as { csrfToken: string }
      return { cookie: cookiesOf(response), 'x-csrf-token': csrfToken }
    })

  const key = (person: Person, scopes: readonly Scope[]) =>
    once(`key ${person} ${scopes.join()}`, async () => {
      const mine = gallery.as({ kind: 'user', userId: people[person].id })
      const { key: secret } = await mine.keys.create({ name: 'Matrix', scopes: [...scopes], expiresInDays: null })
      return { authorization: `Bearer ${secret}` }
    })

  const preview = () =>
    once('preview', async () => {
      const own = await session('admin')
      const response = await fetch(`${origin}/api/v1/view-as`, {
        method: 'POST',
        headers: { ...own, 'content-type': 'application/json' },
        body: JSON.stringify({ viewer: 'user', viewerId: people.otherMember.id }),
      })
      return { ...own, cookie: `${own.cookie}; ${cookiesOf(response)}` }
    })

  return {
    async of(actor, operation, scope) {
      switch (actor) {
        case 'guest':
          return {}
        case 'expiredKey':
          return { authorization: `Bearer ${keys.expired}` }
        case 'link':
          return { authorization: `Link ${keys.link}` }
        case 'revokedLink':
          return { authorization: `Link ${keys.revoked}` }
        case 'scopedKey':
          return key('memberWithRight', scopesFor(operation, scope))
        case 'adminKey':
          return key('admin', scopesFor(operation, scope))
        case 'keyWithoutScope':
          return key('memberWithRight', scopesBeside(operation))
        case 'withoutCsrfToken': {
          const { 'x-csrf-token': _token, ...rest } = await session('memberWithRight')
          return rest
        }
        case 'preview':
          return preview()
        default:
          return session(actor)
      }
    },
    forget: () => known.clear(),
  }
}
