import type { ActorGallery, Facets, Filters } from '@vitrine/core'
import type { KnownNames } from './bar.types.ts'

/** Names of tags and albums that are ticked, as far as the visitor may know them. */
export const loadNames = async (gallery: ActorGallery, filters: Filters, { facets }: Facets): Promise<KnownNames> => {
  const counted = (name: string): Map<number, string> => {
    const facet = facets.find((one) => one.name === name)
    return new Map(facet?.type === 'values' ? facet.values.map(({ value, label }) => [Number(value), label]) : [])
  }
  const [tags, albums, users] = [counted('tag'), counted('album'), counted('uploader')]
  const missing = (ids: readonly number[], known: ReadonlyMap<number, string>): number[] =>
    ids.filter((id) => !known.has(id)).slice(0, 50)
  const [moreTags, moreAlbums] = await Promise.all([
    Promise.all(missing(filters.tags?.ids ?? [], tags).map((id) => gallery.tags.get(id).catch(() => null))),
    gallery.albums.getMany(missing(filters.albums?.ids ?? [], albums)),
  ])
  for (const tag of moreTags) if (tag) tags.set(tag.id, tag.name)
  for (const album of moreAlbums) albums.set(album.id, album.name)
  return { tags, albums, users }
}
