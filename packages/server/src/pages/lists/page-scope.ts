import { type ActorGallery, type Album, inputInvalid, type PhotoScope, type Tag } from '@vitrine/core'
import type { LinkQuery, PhotoContext } from '../../links.ts'
import { readSearch } from '../query.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import { fromPeriod, type Period, periodQuery, periodUrl, readPeriod } from './period.ts'

/** The photos that an address names: what lists, the calendar and the neighbours of a photo are about. */
export interface PageScope {
  /** All of which the photos are in. */
  readonly albums: readonly Album[]
  /** With one album: those below as well. Of several, always. */
  readonly recursive: boolean
  readonly tags: readonly Tag[]
  readonly q: string
  readonly period: Period | null
}

/** As many as a list takes. */
export const maxScopeAlbums = 10
export const maxScopeTags = 20

export const wholeGallery: PageScope = { albums: [], recursive: false, tags: [], q: '', period: null }

/** Numbers such as `5,8`. @throws `INPUT_INVALID` */
export const readIds = (query: URLSearchParams, name: string, maxIds: number): number[] => {
  const value = query.get(name)
  if (value === null || value === '') return []
  const ids = value.split(',', maxIds + 1).map((text) => (/^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN))
  if (!ids.every(Number.isSafeInteger)) {
    throw inputInvalid([{ path: name, message: 'Expected the numbers of entries, joined by commas' }])
  }
  if (ids.length > maxIds) throw inputInvalid([{ path: name, message: `${maxIds} at most` }])
  return [...new Set(ids)]
}

/**
 * `album` (with `recursive`) or `albums`, `tag`, `q`, `date`.
 *
 * @throws `ALBUM_NOT_FOUND`, `TAG_NOT_FOUND` for what the visitor may not know of; `INPUT_INVALID`
 */
export const readScope = async (gallery: ActorGallery, query: URLSearchParams): Promise<PageScope> => {
  const albumIds = [...readIds(query, 'album', 1), ...readIds(query, 'albums', maxScopeAlbums)]
  const tagIds = readIds(query, 'tag', maxScopeTags)
  const date = query.get('date') ?? ''
  const [albums, tags] = await Promise.all([
    Promise.all(albumIds.map((id) => gallery.albums.get(id))),
    Promise.all(tagIds.map((id) => gallery.tags.get(id))),
  ])
  return {
    albums,
    recursive: albums.length > 1 || query.get('recursive') === '1',
    tags,
    q: readSearch(query),
    period: date === '' ? null : readPeriod(date),
  }
}

/** The same for the core. */
export const toPhotoScope = ({ albums, recursive, tags, q, period }: PageScope): PhotoScope => {
  const [album, ...others] = albums
  const [tag, ...more] = tags
  const query = period ? periodQuery(period) : undefined
  return {
    ...(album && others.length === 0 ? { album: album.id, recursive } : {}),
    ...(others.length > 0 ? { albums: albums.map(({ id }) => id), recursive: true } : {}),
    ...(tag && more.length === 0 ? { tag: tag.id } : {}),
    ...(more.length > 0 ? { tags: tags.map(({ id }) => id) } : {}),
    ...(q === '' ? {} : { q }),
    ...(query ? { query } : {}),
  }
}

/** The same for the addresses of its photos. */
export const toPhotoContext = ({ albums, recursive, tags, q, period }: PageScope): PhotoContext => {
  const [album, ...others] = albums
  const date = period ? fromPeriod(period) : ''
  return {
    ...(album && others.length === 0 ? { album, recursive } : {}),
    ...(others.length > 0 ? { albums: albums.map(({ id }) => id) } : {}),
    ...(tags.length > 0 ? { tags: tags.map(({ id }) => id) } : {}),
    ...(q === '' ? {} : { q }),
    ...(date === '' ? {} : { date }),
  }
}

/** The same as the query of an address, without the period. */
export const toScopeQuery = ({ albums, recursive, tags, q }: PageScope): LinkQuery => ({
  album: albums.length === 1 ? albums[0]?.id : undefined,
  recursive: albums.length === 1 && recursive ? 1 : undefined,
  albums: albums.length > 1 ? albums.map(({ id }) => id).join(',') : undefined,
  tag: tags.map(({ id }) => id).join(','),
  q,
})

/** What it is called; empty for the whole gallery. The period apart. */
export const scopeName = ({ albums, tags, q }: PageScope): string =>
  [...albums.map(({ name }) => name), ...tags.map(({ name }) => name), ...(q === '' ? [] : [`“${q}”`])].join(' + ')

/** The same as text of the query language, for searching within. */
export const scopeText = ({ albums, recursive, tags, q }: PageScope): string =>
  [
    ...albums.map(({ id }) => (recursive ? `tree:${id}` : `albumid:${id}`)),
    ...tags.map(({ id }) => `tagid:${id}`),
    ...(q === '' ? [] : [/(?:^|\s)OR\s/.test(q) ? `(${q})` : q]),
  ].join(' ')

/** The page that lists it. */
export const scopeUrl = (scope: PageScope, { links }: ViewContext, query: LinkQuery = {}): string => {
  const { albums, recursive, tags, q, period } = scope
  const [album] = albums
  const isPlain = q === '' && (albums.length === 0 || tags.length === 0)
  if (period) return periodUrl(period, links, { ...toScopeQuery(scope), ...query })
  if (!isPlain) return links.searchUrl(scopeText(scope), query)
  if (album && albums.length === 1) {
    const flat = recursive && album.counts.photos > 0 ? 1 : undefined
    return links.albumUrl(album, { flat, ...query })
  }
  if (albums.length > 1) return links.sharedAlbumsUrl(albums, query)
  return tags.length > 0 ? links.tagSetUrl(tags, query) : links.homeUrl(query)
}
