import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import type { Visitor } from '../access/visitor.ts'
import { call, refusal, requireAdmin, requireScope } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { pageLimit, validate, wholeNumber } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { requirePhoto } from '../photos/photo.guard.ts'
import { selectPhoto } from '../photos/photo.store.ts'
import { toPhotos } from '../photos/photo.views.ts'
import { saveSetting } from '../settings/setting.store.ts'
import { selectLink } from '../shares/share.store.ts'
import { isOwn } from '../shares/share.views.ts'
import { transact } from '../transaction.ts'
import { photoScoreOf } from './photo-score.ts'
import { areRatingsOn, raterOf, ratingsSetting } from './rater.ts'
import { countRatingsOfLink, rate, selectRatingsOfLink } from './rating.store.ts'
import type { RatingsService } from './rating.types.ts'

const ratingList = v.strictObject({ limit: pageLimit(500, 50), cursor: v.optional(v.string('Must be text.')) })
const ratingSettings = v.strictObject({ enabled: v.boolean('Must be true or false.') })
const photoRating = v.strictObject({
  stars: wholeNumber(0, 5),
})

export const createRatingsService = (gallery: GalleryContext, actor: Actor): RatingsService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  const requireRater = async ({ rights }: CallContext): Promise<Visitor> => {
    const rater = raterOf(rights, await gallery.lookups.areRatingsOn(rights.commit))
    if (rater === null) throw refusal(actor)
    return rater
  }

  return {
    get: (photoId) =>
      call(gallery, actor, async (context) => {
        await requirePhoto(context, photoId)
        return photoScoreOf(gallery, context.rights, photoId)
      }),

    set: (photoId, stars) =>
      call(gallery, actor, async (context) => {
        const rater = await requireRater(context)
        requireScope(context, 'edit')
        const input = validate(photoRating, { stars })
        // Not what waits for its review: it is in no list, and may never be.
        if (!isId(photoId) || !(await selectPhoto(db, dialect, context.rights, photoId)))
          throw new VitrineError('PHOTO_NOT_FOUND')
        await transact(gallery, actor, async (unit) => {
          await rate(unit.db, dialect, rater, { photoId, stars: input.stars, at: unit.at })
          if ('linkId' in rater)
            unit.record({
              subject: 'link',
              id: rater.linkId,
              action: 'rated',
              after: { photo: photoId, stars: input.stars },
            })
        })
        return photoScoreOf(gallery, context.rights, photoId)
      }),

    ofLink: (linkId, options = {}) =>
      call(gallery, actor, async (context) => {
        const { rights } = context
        const row = isId(linkId) ? await selectLink(db, linkId) : undefined
        if (!row || !isOwn(rights, row)) throw new VitrineError('LINK_NOT_FOUND')
        const { limit, cursor } = validate(ratingList, options)
        const mark = ['ratings', linkId]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, mark, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectRatingsOfLink(db, dialect, rights, linkId, { beforeId, limit: limit + 1 }),
          countRatingsOfLink(db, dialect, rights, linkId),
        ])
        const shown = rows.slice(0, limit)
        const last = rows.length > limit ? shown.at(-1) : undefined
        const stars = new Map(shown.map((each) => [each.id, each.stars]))
        return {
          items: (await toPhotos(context, shown)).map((photo) => ({ photo, stars: stars.get(photo.id) ?? 0 })),
          nextCursor: last ? encodeCursor(mark, [last.rating_id]) : null,
          total,
        }
      }),

    settings: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return { enabled: await areRatingsOn(db) }
      }),

    setSettings: (settings) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const after = validate(ratingSettings, settings)
        await transact(gallery, actor, async (unit) => {
          const before = { enabled: await areRatingsOn(unit.db) }
          if (before.enabled === after.enabled) return
          await saveSetting(unit, ratingsSetting, JSON.stringify(after.enabled))
          unit.record({ subject: 'setting', id: 0, action: 'ratings', before, after })
        })
        return { enabled: await areRatingsOn(db) }
      }),
  }
}
