import { loadLink } from '../access/access.store.ts'
import type { Actor, ViewAsTarget } from '../access/actor.ts'
import { fromBits } from '../access/capabilities.ts'
import { managesEverything } from '../access/rights.ts'
import { fromScopeBits } from '../access/scopes.ts'
import { toPreferences } from '../accounts/preferences.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { chooserOf } from '../favourites/chooser.ts'
import { toUser } from './user.store.ts'
import type { Me } from './user.types.ts'

/** What an actor is to the gallery. Answered to guests who are shut out too: it is how a page knows to ask for a name. */
export const describeMe = (gallery: GalleryContext, actor: Actor): Promise<Me> =>
  guarded(gallery, async () => {
    const rights = await gallery.access.rightsOf(actor)
    const row = rights.userId === null ? undefined : await gallery.lookups.user(rights.commit, rights.userId)
    const { kind, name } = row
      ? { kind: actor.kind === 'apiKey' ? actor.kind : ('user' as const), name: row.username }
      : await nameOf(gallery, actor.kind === 'preview' ? actor.as : actor)
    return {
      kind,
      name,
      user: row ? toUser(row) : null,
      level: rights.level,
      preferences: toPreferences(row),
      everywhere: fromBits(rights.everywhere),
      scopes: rights.scopes === null ? null : fromScopeBits(rights.scopes),
      hasFavourites: chooserOf(rights) !== null,
      isAdmin: managesEverything(rights),
      isPreview: actor.kind === 'preview',
      mustSignIn: rights.shutOut,
    }
  })

const nameOf = async (
  { connections: { read } }: GalleryContext,
  who: Exclude<Actor, { kind: 'preview' }> | ViewAsTarget,
): Promise<Pick<Me, 'kind' | 'name'>> => {
  const linkName = async (id: number) => (await loadLink(read, id))?.name ?? null
  if (who === 'guest') return { kind: 'guest', name: null }
  if ('kind' in who) {
    switch (who.kind) {
      case 'host':
        return { kind: 'host', name: who.name ?? who.subject }
      case 'link':
        return { kind: 'link', name: await linkName(who.linkId) }
      default:
        return { kind: who.kind, name: null }
    }
  }
  if ('link' in who) return { kind: 'link', name: await linkName(who.link) }
  // A user who is looked at and has no row any more: nobody, by no name.
  if ('user' in who) return { kind: 'user', name: null }
  const row = await read.selectFrom('groups').select('name').where('id', '=', who.group).executeTakeFirst()
  return { kind: 'group', name: row?.name ?? null }
}
