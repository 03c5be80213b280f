import type { Operation, Scope } from '@vitrine/sdk/contract'
import { scopes, scopesOf } from '@vitrine/sdk/contract'

/** Everybody who asks, and how each comes. The album in question is private. */
export const actors = {
  guest: 'without anything',
  memberWithoutRight: 'by cookie; was granted `view` on the album, nothing more',
  memberWithRight: 'by cookie; was granted everything on the album',
  otherMember: 'by cookie; was granted nothing',
  withoutCsrfToken: 'the member with the right, by cookie alone, as a page of another site would',
  expiredKey: 'a key of the member with the right whose time is over',
  scopedKey: 'a key of the member with the right that was made for exactly this operation',
  keyWithoutScope: 'a key of the member with the right that was made for everything else',
  link: 'a share link to the album and those below it with `view`, `download` and `upload`, the most that a link holds',
  revokedLink: 'such a link that was revoked',
  admin: 'by cookie; a webmaster',
  adminKey: 'a key of the webmaster that was made for exactly this operation',
  preview: 'the webmaster, looking through the eyes of the other member',
} as const satisfies Readonly<Record<string, string>>

export type ActorName = keyof typeof actors
export const actorNames = Object.keys(actors) as ActorName[]

/** Those who see nothing of the album in question: their answers must not tell that it is there. */
export const outsiders: readonly ActorName[] = ['guest', 'otherMember', 'expiredKey', 'revokedLink', 'preview']

/** The fewest scopes that an operation asks for. Of several, one is enough: the row says which. */
export const scopesFor = (operation: Operation, chosen: Scope | undefined): readonly Scope[] => {
  const [first = 'read'] = chosen ? [chosen] : scopesOf(operation)
  return [...new Set<Scope>(['read', first])]
}

/** All that it does not ask for; `read` is in every key. */
export const scopesBeside = (operation: Operation): readonly Scope[] => {
  const needed = scopesOf(operation)
  return scopes.filter((scope) => scope === 'read' || !needed.includes(scope))
}
