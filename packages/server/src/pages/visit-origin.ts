import { type VisitOrigin, visitSections } from '@vitrine/core'
import type { LinkQuery, PhotoContext } from '../links.ts'

/** Where a photo was found, for the address that a visit of it is told to. */
export const originQuery = ({ album, albums, tags, q, date, list }: PhotoContext): LinkQuery => {
  const section = list ?? (album || albums ? 'albums' : q ? 'search' : tags ? 'tags' : date ? 'calendar' : undefined)
  return { in: section, album: album?.id, tag: tags?.[0] }
}

/** The same from that address: what makes no sense is as if it were not there. */
export const readOrigin = (query: URLSearchParams): VisitOrigin => {
  const idOf = (name: string): number | undefined => {
    const value = query.get(name) ?? ''
    return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined
  }
  const section = visitSections.find((each) => each === query.get('in'))
  return { section, albumId: idOf('album'), tagId: idOf('tag') }
}
