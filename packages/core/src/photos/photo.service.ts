import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import { oneTakesNew } from '../comments/takes-new.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { createPhotoFilesService } from '../files/photo-files.service.ts'
import type { PhotoFilesService } from '../files/photo-files.types.ts'
import { visitOrigin } from '../history/history.schema.ts'
import { mayVisit } from '../history/may-visit.ts'
import type { VisitRecorder } from '../history/visit-recorder.ts'
import { addPhoto } from '../ingest/add-photo.ts'
import { isId } from '../input/is-id.ts'
import { idsToGet, validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { Page } from '../paging/page.types.ts'
import { explainText } from '../query/reading.ts'
import { transact } from '../transaction.ts'
import { loadComments } from './photo.comments.ts'
import { openDownload } from './photo.download.ts'
import { requireDownload, requireOnPhoto, requireOnPhotos, requirePhoto } from './photo.guard.ts'
import { openList } from './photo.listing.ts'
import { toPhotoMetadata } from './photo.metadata.ts'
import { createMetadataWork } from './photo.metadata-work.ts'
import { requirePhotoWithOpinions } from './photo.opinions.ts'
import { keysOf } from './photo.order.ts'
import { originalOptions, photoIds, photoList, queryText } from './photo.schema.ts'
import { checkList } from './photo.scope.ts'
import { makeSidecar } from './photo.sidecar.ts'
import { selectAnyById, selectPhotosById } from './photo.store.ts'
import type { ListedPhoto, PhotoRow } from './photo.table.ts'
import { trashPhotos } from './photo.trash.ts'
import type { Photo, PhotoListOptions, PhotoNeighbours, PhotosService } from './photo.types.ts'
import { updatePhoto } from './photo.update.ts'
import { toPhotos, toVisiblePhotos } from './photo.views.ts'
import type { PhotoTotals } from './photo-totals.ts'
import type { VisitCounter } from './visit-counter.ts'

export interface PhotosParts {
  readonly totals: PhotoTotals
  readonly views: VisitCounter
  readonly visits: VisitRecorder
  readonly jobs: Pick<Jobs, 'enqueue' | 'get'>
}

/** As many photos on each side of one are enough for a strip of them. */
const maxAround = 20

export const createPhotosService = (
  gallery: GalleryContext,
  actor: Actor,
  { totals, views, visits, jobs }: PhotosParts,
): PhotosService & PhotoFilesService => {
  const { dialect, connections } = gallery
  const get = async (context: CallContext, id: number): Promise<Photo> => {
    const [photo] = await toPhotos(context, [await requirePhoto(context, id)])
    return photo as Photo
  }

  /** Whoever may see it. */
  const describe = async (context: CallContext, id: number): Promise<Photo> => {
    const [photo] = await toPhotos(context, await selectAnyById(connections.read, dialect, [id]))
    if (!photo) throw new VitrineError('PHOTO_NOT_FOUND')
    return photo
  }

  /** A photo with those beside it; `null` where it is not in the list. */
  const findInList = async (
    context: CallContext,
    id: number,
    options: PhotoListOptions,
    { known, around = 1 }: { known?: PhotoRow; around?: number | undefined } = {},
  ): Promise<{
    readonly photo: Photo | undefined
    readonly neighbours: PhotoNeighbours
    readonly around: Photo[]
  } | null> => {
    const { sort, limit: _limit, cursor: _cursor, ...rest } = validate(photoList, options)
    const { scope, usualSort } = await checkList(context, rest)
    const list = await openList(context, scope, { sort: sort ?? usualSort })
    const row = isId(id) ? await list.find(id, known) : undefined
    if (!row) return null
    const place = keysOf(list.order, row)
    const [beside, before, total] = await Promise.all([
      list.beside(place, Math.min(Math.max(around, 1), maxAround)),
      list.countBefore(place),
      totals.of(context.rights, scope),
    ])
    const rows = [...beside.before.toReversed(), row, ...beside.after]
    const photos = new Map((await toVisiblePhotos(context, rows)).map((photo) => [photo.id, photo]))
    const photosOf = (some: readonly ListedPhoto[]) => some.flatMap((each) => photos.get(each.id) ?? [])
    const [previous, next] = [photosOf(beside.before), photosOf(beside.after)]
    return {
      photo: photos.get(id),
      neighbours: {
        previous: previous[0] ?? null,
        next: next[0] ?? null,
        position: before + 1,
        total,
      },
      around: around > 1 ? photosOf(rows) : [],
    }
  }

  return {
    ...createPhotoFilesService(gallery, actor),

    list: (options = {}) =>
      call(gallery, actor, async (context): Promise<Page<Photo>> => {
        const { limit, cursor, sort: asked, ...rest } = validate(photoList, options)
        const { scope, usualSort } = await checkList(context, rest)
        const sort = asked ?? usualSort
        const list = await openList(context, scope, { sort })
        // As it was asked: what a relative date means goes on while somebody pages.
        const mark = ['photos', rest, sort]
        const after = cursor === undefined ? undefined : decodeCursor(cursor, mark, list.order.shape)
        const [{ rows, next }, total] = await Promise.all([
          list.page({ limit, after, isUnchecked: true }),
          totals.of(context.rights, scope),
        ])
        return {
          items: await toVisiblePhotos(context, rows),
          nextCursor: next ? encodeCursor(mark, next) : null,
          total,
        }
      }),

    get: (id) => call(gallery, actor, (context) => get(context, id)),

    getMany: (ids) =>
      call(gallery, actor, async (context) => {
        const wanted = validate(idsToGet, ids)
        const rows = await selectAnyById(connections.read, dialect, wanted)
        const photos = new Map((await toVisiblePhotos(context, rows)).map((photo) => [photo.id, photo]))
        return wanted.flatMap((id) => photos.get(id) ?? [])
      }),

    neighbours: (id, options) =>
      call(gallery, actor, async (context) => {
        const found = await findInList(context, id, options)
        if (!found) throw new VitrineError('PHOTO_NOT_FOUND')
        return found.neighbours
      }),

    inList: (id, options, also = {}) =>
      call(gallery, actor, async (context) => {
        const { row, favourite, score, comments } = await requirePhotoWithOpinions(context, id)
        const found = await findInList(context, id, options, { known: row, around: also.around })
        const photo = found?.photo ?? (await toPhotos(context, [row]))[0]
        const neighbours = found?.neighbours ?? null
        const metadata = toPhotoMetadata(row)
        const isModerator = photo?.capabilities.includes('edit') ?? false
        const isOpen = row.deleted_at === null && (await oneTakesNew(context, photo?.albumIds ?? []))
        const inShort = comments(isModerator, isOpen)
        const commentPage = also.comments
          ? await loadComments(context, row, { options: also.comments, inShort, isModerator, isOpen })
          : null
        return {
          photo: photo as Photo,
          metadata,
          neighbours,
          around: found?.around ?? [],
          favourite,
          score,
          comments: inShort,
          commentPage,
        }
      }),

    metadata: (id) => call(gallery, actor, async (context) => toPhotoMetadata(await requirePhoto(context, id))),

    original: (id, options = {}) =>
      call(gallery, actor, async (context) => {
        const { metadata } = validate(originalOptions, options)
        return openDownload(context, await requireDownloadable(context, id), metadata)
      }),

    sidecar: (id) =>
      call(gallery, actor, async (context) => {
        const row = await requireDownloadable(context, id)
        return { fileName: `${row.file_name}.xmp`, bytes: await makeSidecar(context, row) }
      }),

    ...createMetadataWork(gallery, actor, jobs),

    add: async (photo) => {
      const { photoId, duplicate, waits = false } = await call(gallery, actor, (context) => addPhoto(context, photo))
      // Whoever came by a link does not see what waits, but for the photo that it has just sent.
      const added = await call(gallery, actor, (context) =>
        waits ? describe(context, photoId) : get(context, photoId),
      )
      return { photo: added, duplicate, waits }
    },

    update: async (id, patch) => {
      await call(gallery, actor, async (context) => {
        const row = await requirePhoto(context, id)
        await requireOnPhoto(context, row, 'edit')
        // Into an album where one may do more: for those who may organise the photo where it is.
        if (patch.albumIds !== undefined) await requireOnPhoto(context, row, 'organise')
        await updatePhoto(context, row, patch)
      })
      return call(gallery, actor, (context) => get(context, id))
    },

    delete: (ids) =>
      call(gallery, actor, async (context) => {
        const wanted = [...new Set(validate(photoIds, ids))]
        const rows = await selectPhotosById(connections.read, dialect, context.rights, wanted)
        if (rows.length < wanted.length) throw new VitrineError('PHOTO_NOT_FOUND')
        await requireOnPhotos(context, wanted, 'manage')
        await transact(gallery, actor, async (unit) => {
          await trashPhotos(gallery, unit, wanted)
        })
      }),

    explainQuery: (text) => call(gallery, actor, (context) => explainText(context, validate(queryText, text))),

    visited: (id, origin = {}) =>
      call(gallery, actor, async (context) => {
        const visit = { ...validate(visitOrigin, origin), type: 'page' as const, photoId: id }
        await requirePhoto(context, id)
        // A look through other eyes is no visit.
        if (actor.kind === 'preview' || !(await mayVisit(context, visit))) return
        views.count(id)
        await visits.add(context, visit)
      }),
  }
}

/** A photo whose original the actor may have. */
const requireDownloadable = async (context: CallContext, id: number): Promise<PhotoRow> => {
  const row = await requirePhoto(context, id)
  await requireOnPhoto(context, row, 'download')
  await requireDownload(context, id)
  return row
}
