import { systemActor } from '../access/actor.ts'
import type { PhotosOfQuery } from '../access/picks.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { openList } from '../photos/photo.listing.ts'
import { checkScope } from '../photos/photo.scope.ts'

/** As many photos as a link to photos opens, the newest of those that fit. */
export const maxLinkPhotos = 1_000

export const createPhotosOfQuery =
  (gallery: () => GalleryContext): PhotosOfQuery =>
  async (rights, query) => {
    const context = { gallery: gallery(), actor: systemActor('what a link to a query shows'), rights }
    try {
      const list = await openList(context, await checkScope(context, { q: query }), { sort: '-takenAt' })
      // Hidden ones among them are left out by whoever reads, as all that the maker may not share.
      const { rows } = await list.page({ limit: maxLinkPhotos, isUnchecked: true })
      return new Set(rows.map((row) => row.id))
    } catch (error) {
      // It was asked when the link was made: a field or an album that it names is gone.
      if (VitrineError.has(error, 'INPUT_INVALID', 'ALBUM_NOT_FOUND', 'TAG_NOT_FOUND')) return new Set()
      throw error
    }
  }
