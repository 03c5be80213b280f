import type { InferOutput } from 'valibot'
import { systemActor } from '../access/actor.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import type { DerivativesFigures } from '../derivatives/derivatives.types.ts'
import type { DerivativesStatistics } from '../derivatives/types.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { representativeOf } from '../representatives/representative.ts'
import type { DerivativePolicy } from '../settings/derivative-settings.ts'
import type { derivativesToPurge } from './derivative.schema.ts'
import { selectPhoto } from './photo.store.ts'

export const toFigures = (
  { options }: Pick<GalleryContext, 'options'>,
  { cache, rendered, failed, active, waiting }: DerivativesStatistics,
): DerivativesFigures => ({
  files: cache.disk.files,
  bytes: cache.disk.bytes,
  maxBytes: options.cacheMaxBytes,
  sizes: cache.disk.sizes,
  memory: { entries: cache.memory.entries, bytes: cache.memory.bytes },
  hits: { memory: cache.memory.hits, disk: cache.disk.hits, missed: cache.misses },
  rendered,
  failed,
  active,
  waiting,
})

export const purgeDerivatives = async (
  { gallery, rights }: CallContext,
  what: InferOutput<typeof derivativesToPurge>,
): Promise<number> => {
  if ('all' in what) return gallery.derivatives.purge({ all: true })
  const policy = gallery.imaging.policyOf(rights)
  if ('outdated' in what) return purgeOutdated(gallery, policy)
  if ('size' in what) {
    // Sizes that are switched off may have left files behind.
    if (!policy.settings.sizes.some(({ name }) => name === what.size)) throw new VitrineError('SIZE_NOT_FOUND')
    return gallery.derivatives.purge({ size: what.size })
  }
  const row = await selectPhoto(gallery.connections.read, gallery.dialect, rights, what.photoId)
  if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
  const standIn = representativeOf(row)
  const ofFile = await gallery.derivatives.purge({ contentHash: row.sha256 })
  return standIn ? ofFile + (await gallery.derivatives.purge({ contentHash: standIn.sha256 })) : ofFile
}

const purgeOutdated = ({ derivatives }: GalleryContext, { profile, watermarks }: DerivativePolicy): Promise<number> =>
  derivatives.purge({ otherThan: profile.allTags([...watermarks.values()]) })

/** After the settings changed: what they would make otherwise by now goes, and nothing else. */
export const createDerivativeTidier = (gallery: GalleryContext) => async (): Promise<void> => {
  const rights = await gallery.access.rightsOf(systemActor('tidying of derivatives'))
  const removed = await purgeOutdated(gallery, gallery.imaging.policyOf(rights))
  gallery.log.debug('Derivatives that are out of date were removed', { removed })
}
