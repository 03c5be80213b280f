import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { sees } from '../access/rights.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import type { DerivativesAccess } from '../derivatives/derivatives.types.ts'
import { negotiateFormat } from '../derivatives/negotiate.ts'
import { warmQueue } from '../derivatives/queues.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { selectInReview } from '../reviews/may-review.ts'
import { sizesFor } from '../settings/sizes-for.ts'
import { derivativesToPurge, warmUpOptions } from './derivative.schema.ts'
import type { WarmUpPayload } from './derivative-ahead.ts'
import { purgeDerivatives, toFigures } from './derivative-care.ts'
import { derivativeSourceOf } from './photo.source.ts'
import { selectRenderedPhoto } from './photo.store.ts'
import type { RenderedPhoto } from './photo.table.ts'

/** What it is kept by holds all that decides who sees the photo: the commit, and the class of rights. */
const findSeen = async ({ rights, gallery }: CallContext, photoId: number): Promise<RenderedPhoto | undefined> => {
  if (!isId(photoId)) return undefined
  const key = `${rights.classKey}|${photoId}`
  const found = await gallery.lookups.seenPhotos.get(rights.commit, [key], async () => {
    const row = await selectRenderedPhoto(gallery.connections.read, gallery.dialect, rights, photoId)
    return new Map(row ? [[key, row]] : [])
  })
  // Not kept: of those who share a class, only one has sent it in.
  return found.get(key) ?? selectInReview({ gallery, rights }, photoId)
}

const find = async (context: CallContext, photoId: number, size: string) => {
  const { rights, gallery } = context
  const row = await findSeen(context, photoId)
  if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
  const source = derivativeSourceOf(gallery, row, gallery.imaging.markFor(rights))
  if (!source) throw new VitrineError('MEDIA_NOT_RENDERABLE', { details: { mimeType: row.mime_type } })
  const policy = gallery.imaging.policyOf(rights)
  const renditions = gallery.derivatives.under(policy.profile)
  const described = renditions.describe(source, size)[size]
  // Larger than somebody may have it, it is no size at all.
  if (!described || !sizesFor(rights, policy).some(({ name }) => name === size))
    throw new VitrineError('SIZE_NOT_FOUND')
  return { source, described, renditions }
}

/** Rendered sizes of photos; every byte is given after a look at the actor's rights. */
export const createDerivativesAccess = (
  gallery: GalleryContext,
  actor: Actor,
  jobs: Pick<Jobs, 'enqueue' | 'get'>,
): DerivativesAccess => {
  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })

  return {
    open: (photoId, { size, key, accept, format }) =>
      call(gallery, actor, async (context) => {
        const { source, described, renditions } = await find(context, photoId, size)
        if (key !== undefined && key !== described.key) throw new VitrineError('DERIVATIVE_NOT_FOUND')
        const derivative = await renditions.open(source, {
          size,
          format: format ?? negotiateFormat(accept, renditions.formatsOf(source, size)),
        })
        return { ...derivative, key: described.key }
      }),

    describe: (photoId, { size }) =>
      call(gallery, actor, async (context) => (await find(context, photoId, size)).described),

    figures: () => asAdmin(async () => toFigures(gallery, await gallery.derivatives.statistics())),

    purge: (what) => asAdmin((context) => purgeDerivatives(context, validate(derivativesToPurge, what))),

    warmUp: (options = {}) =>
      asAdmin(async ({ rights }) => {
        const { sizes, formats, album } = validate(warmUpOptions, options)
        const { profile } = gallery.imaging.policyOf(rights)
        if (album !== undefined && !sees(rights, album)) throw new VitrineError('ALBUM_NOT_FOUND')
        if (sizes?.some((size) => !profile.byName.has(size))) throw new VitrineError('SIZE_NOT_FOUND')
        const payload: WarmUpPayload = { sizes: sizes ?? null, formats: formats ?? ['jpeg'], album: album ?? null }
        const digest = createHash('sha256').update(JSON.stringify(payload)).digest('base64url')
        return jobs.enqueue(warmQueue, payload, { uniqueKey: `${warmQueue}:${digest}` })
      }),

    warming: (jobId) =>
      asAdmin(async () => {
        const job = isId(jobId) ? await jobs.get(jobId) : undefined
        if (job?.queue !== warmQueue) throw new VitrineError('JOB_NOT_FOUND')
        return { id: job.id, state: job.state, ...job.progress }
      }),
  }
}
