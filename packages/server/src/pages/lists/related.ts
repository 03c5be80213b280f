import type { ActorGallery, CountedTag, PhotoScope, RelatedAlbum } from '@vitrine/core'

export interface Related {
  readonly tags: readonly CountedTag[]
  readonly albums: readonly RelatedAlbum[]
}

const maxTags = 24
const maxAlbums = 12

/** How long a page waits for what it can do without: right after the start, until the photos are in memory. */
const patienceMs = 400

const nothing: Related = { tags: [], albums: [] }

const soon = <T>(work: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Tags and albums that photos of a scope have besides; left out where they would keep the page waiting. */
export const loadRelated = (gallery: ActorGallery, scope: PhotoScope): Promise<Related> =>
  soon(
    Promise.all([
      gallery.browse.relatedTags({ ...scope, limit: maxTags }),
      gallery.browse.relatedAlbums({ ...scope, limit: maxAlbums }),
    ]).then(([tags, albums]) => ({ tags, albums })),
    nothing,
  )
