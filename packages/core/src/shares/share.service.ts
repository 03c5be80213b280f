import { type Actor, linkActor } from '../access/actor.ts'
import { capabilityBit, fromBits, isLevel, toBits } from '../access/capabilities.ts'
import { bitsOf, managesEverything, type Rights, sees } from '../access/rights.ts'
import { call, guarded, refusal, requireInAlbum, requireOwnLevel, requireScope } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { createToken, hashToken, looksLikeToken } from '../sessions/token.ts'
import { transact } from '../transaction.ts'
import { shareDraft, shareList } from './share.schema.ts'
import {
  countLinks,
  insertLink,
  insertLinkGrants,
  type LinkGrantRow,
  revokeLink,
  selectGrantsOfLinks,
  selectLink,
  selectLinkIdByHash,
  selectLinks,
} from './share.store.ts'
import type { ShareDoor, ShareLink, SharesService } from './share.types.ts'
import type { ShareLinkRow } from './share-link.table.ts'

export const createSharesService = (gallery: GalleryContext, actor: Actor): SharesService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  const toLinks = async (rights: Rights, rows: readonly ShareLinkRow[]): Promise<ShareLink[]> => {
    const ids = rows.map((row) => row.id)
    const grants = await selectGrantsOfLinks(db, dialect, ids)
    return rows.map((row) => toLink(row, rights, grants))
  }
  const get = async ({ rights }: CallContext, id: number): Promise<ShareLink> => {
    const row = isId(id) ? await selectLink(db, id) : undefined
    if (!row || !isOwn(rights, row)) throw new VitrineError('LINK_NOT_FOUND')
    const [link] = await toLinks(rights, [row])
    return link as ShareLink
  }

  /** The link that was just made, also by those who have no list of their own. */
  const getNew = async ({ rights }: CallContext, id: number): Promise<ShareLink> => {
    const row = await selectLink(db, id)
    const [link] = row ? await toLinks(rights, [row]) : []
    if (!link) throw new VitrineError('LINK_NOT_FOUND')
    return link
  }

  return {
    create: async (draft) => {
      const { id, key } = await call(gallery, actor, async (context) => {
        const input = validate(shareDraft, draft)
        const wanted = toWanted(context, input)
        requireOwnLevel(context, input.level)
        if (input.expiresAt !== null && input.expiresAt <= gallery.clock().toISOString())
          throw inputInvalid([{ path: 'expiresAt', message: 'Must be in the future.' }])
        const secret = createToken('vl')
        const linkId = await transact(gallery, actor, async (unit) => {
          const created = await insertLink(unit.db, {
            key_hash: hashToken(secret),
            name: input.name,
            level: input.level,
            expires_at: input.expiresAt,
            created_by: context.rights.userId,
            created_at: unit.at,
          })
          await insertLinkGrants(unit.db, created, wanted)
          const { name, level, expiresAt } = input
          unit.record({
            subject: 'link',
            id: created,
            action: 'created',
            after: { name, level, expiresAt, grants: wanted },
          })
          unit.rightsChanged('grants')
          return created
        })
        return { id: linkId, key: secret }
      })
      // With the rights of after the change: the new grants are among them.
      return { link: await call(gallery, actor, (context) => getNew(context, id)), key }
    },

    list: (options = {}) =>
      call(gallery, actor, async ({ rights }) => {
        const { limit, cursor } = validate(shareList, options)
        if (!managesEverything(rights) && rights.userId === null) throw refusal(actor)
        const createdBy = managesEverything(rights) ? null : rights.userId
        const list = ['shares', createdBy]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectLinks(db, { createdBy, beforeId, limit: limit + 1 }),
          countLinks(db, createdBy),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: await toLinks(rights, rows.slice(0, limit)),
          nextCursor: last ? encodeCursor(list, [last.id]) : null,
          total,
        }
      }),

    get: (id) => call(gallery, actor, (context) => get(context, id)),

    revoke: (id) =>
      call(gallery, actor, async (context) => {
        const before = await get(context, id)
        requireScope(context, 'share')
        if (before.revokedAt === null)
          await transact(gallery, actor, async (unit) => {
            await revokeLink(unit.db, id, unit.at)
            const { name, grants } = before
            unit.record({ subject: 'link', id, action: 'revoked', before: { name, grants } })
            unit.rightsChanged('grants')
          })
        return get(context, id)
      }),
  }
}

/** Opens the gallery for whoever has the key of a link. */
export const createShareDoor = (gallery: GalleryContext): ShareDoor => ({
  open: (key) =>
    guarded(gallery, async () => {
      if (typeof key !== 'string' || !looksLikeToken(key, 'vl')) return null
      // Found by its hash: how long that takes tells nothing about the key.
      const id = await selectLinkIdByHash(gallery.connections.read, hashToken(key))
      if (id === null) return null
      const actor = linkActor(id)
      const { denial } = await gallery.access.rightsOfTarget(actor)
      return denial === null ? actor : null
    }),
})

/** What the link is to be granted: no more than the one who shares holds there. */
const toWanted = (
  context: CallContext,
  { albumIds, grants }: ReturnType<typeof validate<typeof shareDraft>>,
): { albumId: number; bits: number }[] => {
  const wanted = [
    ...albumIds.map((albumId, index) => ({ albumId, bits: capabilityBit.view, path: `albumIds.${index}` })),
    ...grants.map(({ albumId, capabilities }, index) => ({
      albumId,
      bits: toBits(['view', ...capabilities]),
      path: `grants.${index}.capabilities`,
    })),
  ]
  if (wanted.length === 0) throw inputInvalid([{ path: 'albumIds', message: 'Must name an album.' }])
  const known = new Set<number>()
  for (const { albumId, bits, path } of wanted) {
    requireInAlbum(context, albumId, 'share')
    if (known.has(albumId)) throw inputInvalid([{ path, message: 'Is named twice.' }])
    known.add(albumId)
    if ((bits & ~bitsOf(context.rights, albumId)) !== 0)
      throw inputInvalid([{ path, message: 'You do not hold all of that yourself.' }])
  }
  return wanted.map(({ albumId, bits }) => ({ albumId, bits }))
}

const isOwn = (rights: Rights, row: ShareLinkRow): boolean =>
  managesEverything(rights) || (rights.userId !== null && row.created_by === rights.userId)

const toLink = (row: ShareLinkRow, rights: Rights, grants: readonly LinkGrantRow[]): ShareLink => ({
  id: row.id,
  name: row.name,
  level: isLevel(row.level) ? row.level : 0,
  // What the one who asks does not see (any more) is not named to it.
  grants: grants
    .filter((grant) => grant.principal_id === row.id && sees(rights, grant.album_id))
    .map((grant) => ({ albumId: grant.album_id, capabilities: fromBits(grant.capabilities) })),
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  createdBy: row.created_by,
  createdAt: row.created_at,
})
