import * as v from 'valibot'
import { call, requireAdmin, requireInAlbum } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { level } from '../photos/photo.schema.ts'
import { isVisible } from '../photos/visible-rows.ts'
import { saveSetting } from '../settings/setting.store.ts'
import { transact } from '../transaction.ts'
import { guestEnabledSetting, guestLevelSetting, loadGuestAccess } from './access.store.ts'
import type { Actor, ViewAsTarget } from './actor.ts'
import { type CapabilityBits, fromBits, isLevel, toBits } from './capabilities.ts'
import { effectiveGrantsOf, explainAlbum } from './explain.ts'
import type { ExplainTarget, Explanation, RightsReason, RightsService } from './explain.types.ts'
import { bitsOf, type Rights, seesEverything } from './rights.ts'

/** Albums of one photo that are explained. */
const maxAlbums = 1_000

const guestPatch = v.strictObject({
  enabled: v.optional(v.boolean('Must be true or false.')),
  level: v.optional(level),
})

export const createRightsService = (gallery: GalleryContext, actor: Actor): RightsService => {
  const db = gallery.connections.read
  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })

  const explainPhoto = async (rights: Rights, denied: readonly RightsReason[], photo: number): Promise<Explanation> => {
    const row = isId(photo)
      ? await db.selectFrom('photos').select(['level', 'deleted_at']).where('id', '=', photo).executeTakeFirst()
      : undefined
    if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
    const links = await db
      .selectFrom('album_photos')
      .select('album_id')
      .where('photo_id', '=', photo)
      .orderBy('album_id')
      .limit(maxAlbums)
      .execute()
    const albumIds = links.map((link) => link.album_id)
    const { photos } = rights
    const albums = photos ? [] : links.map((link) => explainAlbum(rights, link.album_id))
    const seen = albums.filter((album) => album.sees)
    const photoLevel = isLevel(row.level) ? row.level : 8
    const reasons: RightsReason[] = [...denied]
    if (rights.everywhere !== 0) reasons.push({ kind: 'role', capabilities: fromBits(rights.everywhere) })
    if (row.deleted_at !== null) reasons.push({ kind: 'in-trash' })
    if (row.level > rights.level) reasons.push({ kind: 'level', photoLevel })
    if (photos && !photos.ids.has(photo)) reasons.push({ kind: 'not-in-link' })
    else if (photos && !isVisible(photos.of, { ...row, id: photo }, albumIds)) reasons.push({ kind: 'not-shared' })
    else if (!photos && seen.length === 0 && !seesEverything(rights)) reasons.push({ kind: 'no-visible-album' })
    const sees = isVisible(rights, { ...row, id: photo }, albumIds)
    const bits = photos
      ? albumIds.reduce<CapabilityBits>((sum, id) => sum | bitsOf(photos.of, id), photos.of.everywhere) & photos.bits
      : seen.reduce<CapabilityBits>((sum, album) => sum | toBits(album.capabilities), rights.everywhere)
    return { sees, capabilities: sees ? fromBits(bits) : [], level: rights.level, reasons, albums }
  }

  return {
    explain: (who, target) =>
      asAdmin(async () => {
        requireTarget(who, target)
        const { rights, denial } = await gallery.access.rightsOfTarget(who)
        const denied: RightsReason[] = denial === null ? [] : [{ kind: 'denied', why: denial }]
        if ('photo' in target) return explainPhoto(rights, denied, target.photo)
        if (rights.tree.placeOf(target.album) === undefined) throw new VitrineError('ALBUM_NOT_FOUND')
        const { sees, capabilities, reasons } = explainAlbum(rights, target.album)
        return { sees, capabilities, level: rights.level, reasons: [...denied, ...reasons], albums: [] }
      }),

    effectiveGrants: (albumId) =>
      call(gallery, actor, async (context) => {
        requireInAlbum(context, albumId, 'manage')
        return effectiveGrantsOf(context.rights, albumId)
      }),

    guests: () => asAdmin(() => loadGuestAccess(db)),

    setGuests: (patch) =>
      asAdmin(async () => {
        const input = validate(guestPatch, patch)
        await transact(gallery, actor, async (unit) => {
          const before = await loadGuestAccess(unit.db)
          const after = { enabled: input.enabled ?? before.enabled, level: input.level ?? before.level }
          await saveSetting(unit, guestEnabledSetting, JSON.stringify(after.enabled))
          await saveSetting(unit, guestLevelSetting, JSON.stringify(after.level))
          unit.record({ subject: 'setting', id: 0, action: 'guests', before: { ...before }, after })
          unit.rightsChanged('people')
        })
        return loadGuestAccess(db)
      }),
  }
}

/** What comes through a door without types is checked: an unknown shape must not be taken for somebody. */
const requireTarget = (who: Actor | ViewAsTarget, target: ExplainTarget): void => {
  const isObject = typeof who === 'object' && who !== null
  const isKnown = who === 'guest' || (isObject && ('kind' in who || 'user' in who || 'group' in who || 'link' in who))
  if (!isKnown) throw inputInvalid([{ path: 'who', message: 'Must be an actor, guest, user, group or link.' }])
  const isAimed = typeof target === 'object' && target !== null && ('album' in target || 'photo' in target)
  if (!isAimed) throw inputInvalid([{ path: 'target', message: 'Must name an album or a photo.' }])
}
