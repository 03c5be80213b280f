import { systemActor, userActor } from '../access/actor.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { hashToken, looksLikeToken } from '../sessions/token.ts'
import { transact } from '../transaction.ts'
import { selectSubscriptionByKey, selectUserOfFeed, setRhythm } from './news.store.ts'
import type { NewsDoor } from './news.types.ts'

/** What is done for whoever comes with a key. */
export const createNewsDoor = (gallery: GalleryContext): NewsDoor => {
  const { read } = gallery.connections
  const find = async (key: string) =>
    typeof key === 'string' && looksLikeToken(key, 'vu') ? selectSubscriptionByKey(read, key) : undefined

  return {
    subscriptionOf: (key) =>
      guarded(gallery, async () => {
        const row = await find(key)
        return row ? { username: row.username, rhythm: row.rhythm } : null
      }),

    unsubscribe: (key) =>
      guarded(gallery, async () => {
        const row = await find(key)
        if (!row) return false
        await transact(gallery, systemActor('the link of a letter'), async (unit) => {
          const to = { rhythm: 'never' as const, nextAt: null, at: unit.at }
          const was = await setRhythm(unit.db, row.user_id, to)
          if (was === 'never') return
          const change = { subject: 'user', id: row.user_id, action: 'updated' } as const
          unit.record({ ...change, before: { news: was }, after: { news: 'never' } })
        })
        return true
      }),

    userOfFeed: (key) =>
      guarded(gallery, async () => {
        if (typeof key !== 'string' || !looksLikeToken(key, 'vf')) return null
        // Found by its hash: how long that takes tells nothing about the key.
        const userId = await selectUserOfFeed(read, hashToken(key))
        if (userId === null) return null
        const { denial } = await gallery.access.rightsOfTarget(userActor(userId))
        return denial === null ? userId : null
      }),
  }
}
