import type { LinkQuery, PhotoContext } from '../../links.ts'

/** A list as pages about it name it in their address: `album=12&recursive=1`, `tag=5`, `in=recent`, `in=favourites`. */
export const toListQuery = (
  { album, recursive, albums, tags, q, date, list, days, sort }: PhotoContext,
  { isFavourites = false }: { readonly isFavourites?: boolean } = {},
): LinkQuery => ({
  album: album?.id,
  recursive: album && recursive ? 1 : undefined,
  albums: albums?.join(','),
  tag: tags?.join(','),
  q,
  date,
  in: isFavourites ? 'favourites' : list,
  days,
  sort,
})

/** All that it writes. */
export const listNames: readonly string[] = ['album', 'recursive', 'albums', 'tag', 'q', 'date', 'in', 'days', 'sort']

/** Whether the photos of a list can be packed together: not those of orders, which have no end but the gallery's. */
export const isPackable = ({ album, albums, tags, q, date, list }: PhotoContext): boolean =>
  list === 'recent' || [album, albums, tags, q, date].some((one) => one !== undefined)
