import type { ActorGallery, PhotoScope } from '@vitrine/core'

/** How long a page waits for what it can do without: right after the start, until the photos are in memory. */
const patienceMs = 400

/** Whether any photo of a scope has a place on a map. Asks the photos in memory, not the database. */
export const hasPlaces = (gallery: ActorGallery, scope: PhotoScope): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const found = gallery.browse.map({ ...scope, zoom: 0 }).then(({ photos }) => photos > 0)
  return Promise.race([found, late]).finally(() => clearTimeout(timer))
}
