import type { Actor } from '../access/actor.ts'
import { capabilityBit } from '../access/capabilities.ts'
import { holds, managesEverything } from '../access/rights.ts'
import { call, refusal, requireAdmin, requireInAlbum, requireScope } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { transact } from '../transaction.ts'
import { createLink } from './share.create.ts'
import { revokeAllOptions, shareDraft, shareList, sharePatch, visitList } from './share.schema.ts'
import {
  countLinks,
  type LinkFilter,
  revokeLink,
  revokeLinks,
  selectLink,
  selectLinks,
  withdrawAlbum,
} from './share.store.ts'
import type { ShareLink, SharesService } from './share.types.ts'
import { changeLink } from './share.update.ts'
import { isOwn, toLinks } from './share.views.ts'
import type { ShareLinkRow } from './share-link.table.ts'
import { visitsSince } from './visit.limits.ts'
import { countVisits, selectVisits } from './visit.store.ts'

/** Links of an album that are ended at once, before the next are looked for. */
const maxRevoked = 1_000

export const createSharesService = (gallery: GalleryContext, actor: Actor): SharesService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  const requireOwn = async ({ rights }: CallContext, id: number): Promise<ShareLinkRow> => {
    const row = isId(id) ? await selectLink(db, id) : undefined
    if (!row || !isOwn(rights, row)) throw new VitrineError('LINK_NOT_FOUND')
    return row
  }
  const show = async ({ rights }: CallContext, row: ShareLinkRow | undefined): Promise<ShareLink> => {
    const [link] = row ? await toLinks({ db, dialect, rights }, [row]) : []
    if (!link) throw new VitrineError('LINK_NOT_FOUND')
    return link
  }

  /** Whose links of an album somebody may see: all for those who manage it. */
  const filterFor = (context: CallContext, albumId: number | undefined): LinkFilter => {
    const { rights } = context
    if (albumId !== undefined) requireInAlbum(context, albumId, 'share')
    const seesAll = managesEverything(rights) || (albumId !== undefined && holds(rights, albumId, capabilityBit.manage))
    if (!seesAll && rights.userId === null) throw refusal(actor)
    return { createdBy: seesAll ? null : rights.userId, albumId }
  }

  return {
    create: async (draft) => {
      const { id, key } = await call(gallery, actor, (context) => createLink(context, validate(shareDraft, draft)))
      // With the rights of after the change: the new grants are among them. Also for those who have no list of their own.
      return { link: await call(gallery, actor, async (context) => show(context, await selectLink(db, id))), key }
    },

    list: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, cursor, album } = validate(shareList, options)
        const filter = filterFor(context, album)
        const list = ['shares', filter.createdBy, album ?? null]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectLinks(db, filter, { beforeId, limit: limit + 1 }),
          countLinks(db, filter),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: await toLinks({ db, dialect, rights: context.rights }, rows.slice(0, limit)),
          nextCursor: last ? encodeCursor(list, [last.id]) : null,
          total,
        }
      }),

    get: (id) => call(gallery, actor, async (context) => show(context, await requireOwn(context, id))),

    update: async (id, patch) => {
      await call(gallery, actor, async (context) => {
        const input = validate(sharePatch, patch)
        const before = await requireOwn(context, id)
        requireScope(context, 'share')
        await changeLink(context, before, input)
      })
      return call(gallery, actor, async (context) => show(context, await requireOwn(context, id)))
    },

    revoke: (id) =>
      call(gallery, actor, async (context) => {
        const before = await show(context, await requireOwn(context, id))
        requireScope(context, 'share')
        if (before.revokedAt === null)
          await transact(gallery, actor, async (unit) => {
            await revokeLink(unit.db, id, unit.at)
            const { name, grants } = before
            unit.record({ subject: 'link', id, action: 'revoked', before: { name, grants } })
            unit.rightsChanged('grants')
          })
        return show(context, await requireOwn(context, id))
      }),

    revokeAllOf: (albumId) =>
      call(gallery, actor, async (context) => {
        if (!isId(albumId)) throw new VitrineError('ALBUM_NOT_FOUND')
        const filter = filterFor(context, albumId)
        requireScope(context, 'share')
        return transact(gallery, actor, async (unit) => {
          let count = 0
          for (;;) {
            const ids = (await selectLinks(unit.db, filter, { limit: maxRevoked })).map((row) => row.id)
            if (ids.length === 0) return count
            for (const id of await withdrawAlbum(unit.db, dialect, albumId, ids)) {
              await revokeLink(unit.db, id, unit.at)
              unit.record({ subject: 'link', id, action: 'revoked', before: { album: albumId } })
            }
            unit.record({ subject: 'album', id: albumId, action: 'links-revoked', before: { links: ids } })
            unit.rightsChanged('grants')
            count += ids.length
          }
        })
      }),

    revokeAll: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { everybody } = validate(revokeAllOptions, options)
        const { userId } = context.rights
        if (everybody) requireAdmin(context)
        else if (userId === null) throw refusal(actor)
        requireScope(context, 'share')
        return transact(gallery, actor, async (unit) => {
          const createdBy = everybody ? null : userId
          const count = await revokeLinks(unit.db, createdBy, unit.at)
          if (count === 0) return 0
          unit.record({ subject: 'link', id: 0, action: 'all-revoked', after: { createdBy, count } })
          unit.rightsChanged('grants')
          return count
        })
      }),

    visits: (id, options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, cursor } = validate(visitList, options)
        requireScope(context, 'share')
        const { id: linkId } = await requireOwn(context, id)
        const list = ['share-visits', linkId]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const since = visitsSince(gallery.clock())
        const [rows, total] = await Promise.all([
          selectVisits(db, { linkId, since, beforeId, limit: limit + 1 }),
          countVisits(db, linkId, since),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map((row) => ({
            id: row.id,
            visitedAt: row.visited_at,
            network: row.network,
            userAgent: row.user_agent,
          })),
          nextCursor: last ? encodeCursor(list, [last.id]) : null,
          total,
        }
      }),
  }
}
