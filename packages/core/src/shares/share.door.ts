import { linkActor } from '../access/actor.ts'
import { guarded } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { createAttemptLimiter } from '../sessions/attempt-limiter.ts'
import { createToken, hashToken, looksLikeToken } from '../sessions/token.ts'
import { cutText } from '../text/cut.ts'
import { transact } from '../transaction.ts'
import { networkOf } from './network.ts'
import { selectLinkByHash } from './share.store.ts'
import type { ShareDoor } from './share.types.ts'
import type { ShareLinkRow } from './share-link.table.ts'
import { visitsKept, visitsSince } from './visit.limits.ts'
import { countUse, hasVisit, insertVisit, sweepVisits } from './visit.store.ts'

/** Opens the gallery for whoever has the key of a link. */
export const createShareDoor = (gallery: GalleryContext): ShareDoor => {
  const { clock, connections } = gallery
  const limiter = createAttemptLimiter({ now: () => clock().getTime() })

  /** The link of a key, whether its bearer was let in before, and whether it opens nothing any more. */
  const find = async (sent: string): Promise<{ row: ShareLinkRow; isIn: boolean; hasEnded: boolean } | null> => {
    const parts = typeof sent === 'string' ? sent.split('.', 2) : []
    const [key = '', visit] = parts
    if (parts.join('.') !== sent || !looksLikeToken(key, 'vl')) return null
    // Found by its hash: how long that takes tells nothing about the key.
    const row = await selectLinkByHash(connections.read, hashToken(key))
    if (!row) return null
    const { denial } = await gallery.access.rightsOfTarget(linkActor(row.id))
    const isIn =
      visit !== undefined && looksLikeToken(visit, 'vv') && (await hasVisit(connections.read, row.id, hashToken(visit)))
    const isUsedUp = row.max_uses !== null && row.uses >= row.max_uses
    return { row, isIn, hasEnded: denial !== null || (isUsedUp && !isIn) }
  }

  /** The same, where it opens something. */
  const findOpen = async (sent: string) => {
    const found = await find(sent)
    return found?.hasEnded === false ? found : null
  }

  const checkPassword = async (row: ShareLinkRow, password: unknown, address: string): Promise<void> => {
    if (row.password_hash === null) return
    const isTried = typeof password === 'string' && password !== '' && Buffer.byteLength(password) <= 1_024
    if (!isTried) throw new VitrineError('LINK_PASSWORD_INVALID')
    const name = `link ${row.id}`
    const retryAfterSeconds = limiter.begin(name, address)
    if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
    const isRight = await gallery.passwords.verify(password, row.password_hash).catch((error: unknown) => {
      limiter.forgive(name, address, 'not-tried')
      throw error
    })
    if (!isRight) throw new VitrineError('LINK_PASSWORD_INVALID')
    limiter.forgive(name, address, 'right')
  }

  return {
    open: (key) =>
      guarded(gallery, async () => {
        const found = await findOpen(key)
        if (!found) return null
        const { row, isIn } = found
        return (row.password_hash === null && row.max_uses === null) || isIn ? linkActor(row.id) : null
      }),

    look: (key) =>
      guarded(gallery, async () => {
        const found = await findOpen(key)
        if (!found) return null
        const { row, isIn } = found
        return { needsPassword: row.password_hash !== null && !isIn, isLimited: row.max_uses !== null && !isIn }
      }),

    hasEnded: (key) => guarded(gallery, async () => (await find(key))?.hasEnded ?? false),

    enter: ({ key, password, address = '', userAgent }) =>
      guarded(gallery, async () => {
        const found = await findOpen(key)
        if (!found) return null
        const { row, isIn } = found
        const actor = linkActor(row.id)
        if (isIn) return { actor, key }
        await checkPassword(row, password, address)
        const token = createToken('vv')
        const isCounted = await transact(gallery, actor, async ({ db, at }) => {
          if (!(await countUse(db, row.id, at))) return false
          await insertVisit(db, {
            link_id: row.id,
            token_hash: hashToken(token),
            visited_at: at,
            network: networkOf(address),
            user_agent: userAgent === undefined ? null : cutText(userAgent.toWellFormed(), 255),
          })
          await sweepVisits(db, { linkId: row.id, kept: visitsKept, before: visitsSince(clock()) })
          return true
        })
        return isCounted ? { actor, key: `${key.split('.')[0]}.${token}` } : null
      }),
  }
}
