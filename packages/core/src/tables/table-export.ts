import { stringify } from 'csv-stringify/sync'
import type { ActorGallery } from '../gallery.types.ts'
import type { Photo } from '../photos/photo.types.ts'
import { guardCell, joinCell, joinPath } from './cells.ts'
import { type CellValue, columnValue, fieldPrefix, isNumberColumn, writtenColumns } from './columns.ts'
import type { TableExportOptions } from './table.types.ts'

/** Photos of one page, and of one piece of what is written. */
const pageSize = 500

/** Writes photos as a table, a page at a time. The rights are looked up anew for each page. */
export async function* exportTable(
  gallery: Pick<ActorGallery, 'photos' | 'albums' | 'fields'>,
  { format = 'csv', bom = false, signal, onProgress, ...scope }: TableExportOptions,
): AsyncGenerator<Uint8Array> {
  const fields = (await gallery.fields.list()).filter(({ subject }) => subject === 'photo').map(({ key }) => key)
  const columns = ['id', 'sha256', 'fileName', 'albums', ...writtenColumns, ...fields.map((key) => fieldPrefix + key)]
  const pathOf = createPathFinder(gallery)
  let done = 0
  let cursor: string | undefined
  // Goes out with the first page: what is wrong with the list is known before the first byte.
  let begin = ''
  if (format === 'csv') begin = `${bom ? '\ufeff' : ''}${toCsv([columns])}`
  if (format === 'json') begin = '['
  do {
    signal?.throwIfAborted()
    const page = await gallery.photos.list({ ...scope, limit: pageSize, cursor })
    const records: string[] = []
    const rows: string[][] = []
    for (const photo of page.items) {
      const albums = await pathsOf(photo, pathOf)
      if (format === 'csv') rows.push(columns.map((column) => toCell(photo, column, albums)))
      else records.push(JSON.stringify(toRecord(photo, albums)))
    }
    let text = begin
    if (format === 'csv') text += toCsv(rows)
    else if (format === 'ndjson') text += records.map((record) => `${record}\n`).join('')
    else if (records.length > 0) text += `${done === 0 ? '\n' : ',\n'}${records.join(',\n')}`
    yield Buffer.from(text)
    begin = ''
    done += page.items.length
    onProgress?.({ phase: 'exporting', rowsDone: done, rowsTotal: page.total })
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  if (format === 'json') yield Buffer.from('\n]\n')
}

const toCsv = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], { record_delimiter: '\r\n' })

const toCell = (photo: Photo, column: string, albums: readonly string[]): string => {
  if (column === 'albums') return guardCell(joinCell(albums))
  const value = columnValue(photo, column)
  if (value === null) return ''
  // A number may begin with a minus, and is none the worse for it.
  if (typeof value === 'number' || isNumberColumn(column)) return String(value)
  return guardCell(Array.isArray(value) ? joinCell(value.map(String)) : String(value))
}

const toRecord = (photo: Photo, albums: readonly string[]): Record<string, CellValue | object> => ({
  id: photo.id,
  sha256: photo.sha256,
  fileName: photo.fileName,
  albums,
  ...Object.fromEntries(writtenColumns.map((column) => [column, columnValue(photo, column)])),
  fields: photo.fields,
})

const pathsOf = async (photo: Photo, pathOf: (albumId: number) => Promise<string>): Promise<string[]> => {
  const paths: string[] = []
  for (const id of photo.albumIds) paths.push(await pathOf(id))
  return paths
}

/** The way to an album by names: asked for once for each album. */
const createPathFinder = (gallery: Pick<ActorGallery, 'albums'>): ((albumId: number) => Promise<string>) => {
  const known = new Map<number, Promise<string>>()
  return (id) => {
    let path = known.get(id)
    if (!path) {
      path = gallery.albums.path(id).then((crumbs) => joinPath(crumbs.map(({ name }) => name)))
      known.set(id, path)
    }
    return path
  }
}
