import { VitrineError } from '@vitrine/core'
import { getRouterParam, type H3Event } from 'h3'
import { fromSlugSegment, type LinkTarget } from '../links.ts'

/** Pages of lists hold this many. */
export const photosPerPage = 60
export const albumsPerPage = 60
export const tagsPerPage = 500
export const problemsPerPage = 100

/** As much as a question may have. */
export const maxSearchLength = 4_000

/** A cursor as it was handed out. The core checks what is in it. */
export const readCursor = (query: URLSearchParams, name = 'cursor'): string | undefined => {
  const cursor = query.get(name)
  if (cursor === null || cursor === '') return undefined
  if (cursor.length > 1000) throw new VitrineError('CURSOR_INVALID')
  return cursor
}

export const readSearch = (query: URLSearchParams): string =>
  (query.get('q') ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** One or more segments of the path as they were meant, `travel/2019/iceland`. @throws `ROUTE_NOT_FOUND` */
export const readSegments = (event: H3Event, name: string): string => {
  const segments = (getRouterParam(event, name) ?? '').split('/')
  try {
    return segments.map(decodeURIComponent).join('/').normalize('NFC')
  } catch {
    throw new VitrineError('ROUTE_NOT_FOUND')
  }
}

/** The number at the start of a path segment such as `12-iceland`. @throws `ROUTE_NOT_FOUND` */
export const readTarget = (
  event: H3Event,
  name: string,
): { readonly id: number; isSpelled(target: LinkTarget): boolean } => {
  const segment = getRouterParam(event, name, { decode: true }) ?? ''
  const id = fromSlugSegment(segment)
  if (id === null) throw new VitrineError('ROUTE_NOT_FOUND')
  return {
    id,
    isSpelled: (target) => segment === (target.slug === '' ? String(target.id) : `${target.id}-${target.slug}`),
  }
}

/** A plain number as a path segment. @throws `ROUTE_NOT_FOUND` */
export const readPathId = (event: H3Event, name: string): number => {
  const segment = getRouterParam(event, name) ?? ''
  const id = fromSlugSegment(segment)
  if (id === null || String(id) !== segment) throw new VitrineError('ROUTE_NOT_FOUND')
  return id
}

/** The number of something in an address; `null` where it is none, as if it were not there. */
export const idIn = (query: URLSearchParams, name: string): number | null => {
  const value = query.get(name) ?? ''
  return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null
}

/** A day such as `2024-05-01` in an address; empty where it is none, as if it were not there. */
export const dayIn = (query: URLSearchParams, name: string): string => {
  const value = query.get(name) ?? ''
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : ''
}
