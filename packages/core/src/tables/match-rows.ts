import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { selectAlbumByName } from '../imports/import.store.ts'
import { isId } from '../input/is-id.ts'
import { splitCell, splitPath } from './cells.ts'
import { selectPhotosByFileName, selectPhotosBySha256 } from './table.store.ts'
import type { TableRow } from './table-rows.ts'

/** The photo that a row names, or why it names none. */
export type Match =
  | { readonly photoId: number; readonly sha256: string | null }
  | { readonly column: string; readonly code: ErrorCode; readonly message: string }

const none = (column: string): Match => ({ column, code: 'PHOTO_NOT_FOUND', message: 'There is no such photo.' })
const several = (column: string): Match => ({
  column,
  code: 'CONFLICT',
  message: 'Several photos fit. Add the column id, sha256 or albums.',
})

/** Finds the photos of a batch of rows, with a fixed number of questions, and one more for each album that is named. */
export const matchRows = async (context: CallContext, rows: readonly TableRow[]): Promise<Match[]> => {
  const { gallery, rights } = context
  const { dialect } = gallery
  const db = gallery.connections.read
  const keys = rows.map((row) => keyOf(row))
  const digests = keys.flatMap((key) => (key.by === 'sha256' ? [key.value] : []))
  const bySha256 = group(await selectPhotosBySha256(db, dialect, rights, [...new Set(digests)]))

  const namesIn = new Map<number | null, Set<string>>()
  const albumOf = new Map<string, number | undefined>()
  for (const key of keys) {
    if (key.by !== 'fileName') continue
    if (key.album !== null && !albumOf.has(key.album)) albumOf.set(key.album, await findAlbum(context, key.album))
    const album = key.album === null ? null : albumOf.get(key.album)
    if (album === undefined) continue
    namesIn.set(album, (namesIn.get(album) ?? new Set()).add(key.value))
  }
  const byName = new Map<number | null, Map<string, number[]>>()
  for (const [albumId, names] of namesIn)
    byName.set(albumId, group(await selectPhotosByFileName(db, dialect, rights, { names: [...names], albumId })))

  return keys.map((key): Match => {
    if (key.by === 'id') return isId(key.value) ? { photoId: key.value, sha256: key.sha256 } : none('id')
    if (key.by === 'sha256') return pick('sha256', bySha256.get(key.value))
    if (key.by === 'nothing') return { column: 'id', code: 'PHOTO_NOT_FOUND', message: 'The row names no photo.' }
    const album = key.album === null ? null : albumOf.get(key.album)
    if (album === undefined) return { column: 'albums', code: 'ALBUM_NOT_FOUND', message: 'There is no such album.' }
    return pick('fileName', byName.get(album)?.get(key.value))
  })
}

const pick = (column: string, found: readonly number[] | undefined): Match => {
  if (!found || found[0] === undefined) return none(column)
  return found.length > 1 ? several(column) : { photoId: found[0], sha256: null }
}

type Key =
  | { readonly by: 'id'; readonly value: number; readonly sha256: string | null }
  | { readonly by: 'sha256'; readonly value: string }
  | { readonly by: 'fileName'; readonly value: string; readonly album: string | null }
  | { readonly by: 'nothing' }

const keyOf = ({ cells }: TableRow): Key => {
  const text = (column: string): string | null => {
    const cell = cells.get(column)
    const value = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''
    return value === '' ? null : value
  }
  const sha256 = text('sha256')?.toLowerCase() ?? null
  const id = text('id')
  if (id !== null) return { by: 'id', value: /^\d{1,15}$/.test(id) ? Number(id) : 0, sha256 }
  if (sha256 !== null) return { by: 'sha256', value: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : '0'.repeat(64) }
  const fileName = text('fileName')
  if (fileName === null) return { by: 'nothing' }
  const albums = cells.get('albums')
  const paths = typeof albums === 'string' ? splitCell(albums) : Array.isArray(albums) ? albums : []
  const [album] = paths as readonly unknown[]
  return { by: 'fileName', value: fileName, album: typeof album === 'string' ? album : null }
}

const findAlbum = async ({ gallery, rights }: CallContext, path: string): Promise<number | undefined> => {
  let id: number | null | undefined = null
  for (const name of splitPath(path)) {
    id = await selectAlbumByName(gallery.connections.read, id, name)
    if (id === undefined) return undefined
  }
  return id !== null && sees(rights, id) ? id : undefined
}

const group = (rows: readonly { id: number; key: string }[]): Map<string, number[]> => {
  const found = new Map<string, number[]>()
  for (const { id, key } of rows) found.set(key, [...(found.get(key) ?? []), id])
  return found
}
