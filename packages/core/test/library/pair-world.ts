import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, onTestFinished } from 'vitest'
import type { DialectContext } from '../dialects.ts'
import { pictureOf } from '../world.ts'
import { type LibraryWorld, openLibrary } from './library-world.ts'

export const taken = '2020:01:31 10:00:00'
export const xmpOf = (attributes: string, elements = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="" ${attributes}>${elements}
    </rdf:Description></rdf:RDF></x:xmpmeta>`
/** A file to work on. */
export const rawOf = async (seed: string, at = taken): Promise<Buffer> =>
  sharp(await pictureOf(seed))
    .withXmp(xmpOf(`exif:DateTimeOriginal="${at.replace(':', '-').replace(':', '-').replace(' ', 'T')}"`))
    .tiff()
    .toBuffer()

/** A library whose files of one picture become one photo. */
export const openPairs = async (dialect: DialectContext, attachesFormats = true) => {
  const library = await openLibrary(dialect)
  await library.system.settings.setFiles({ attachesFormats })
  return library
}
export const jpeg = async (library: LibraryWorld, path: string, at = taken) =>
  library.putBytes(path, await pictureOf(path, at))
export const raw = async (library: LibraryWorld, path: string, at = taken) =>
  library.putBytes(path, await rawOf(path, at))
export const move = (library: LibraryWorld, from: string, to: string) => rename(library.at(from), library.at(to))
/** Photos that are seen, by name, with the names of their formats. */
export const shown = async ({ system }: LibraryWorld): Promise<string[]> => {
  const lines: string[] = []
  for (const { id, fileName, formatCount } of (await system.photos.list({})).items) {
    const formats = await system.photos.formats.list(id)
    expect(formats.length).toBe(formatCount)
    lines.push([fileName, ...formats.map((format) => format.fileName).sort()].join(' + '))
  }
  return lines.sort()
}
export const formatOf = async ({ system }: LibraryWorld, id: number) => {
  const [format] = await system.photos.formats.list(id)
  if (!format) throw new Error('No format')
  const read = async () => buffer(await (await system.photos.formats.open(id, format.id)).open())
  return { format, read }
}
/** What nothing became of. */
export const none = { added: 0, changed: 0, moved: 0, deleted: 0, restored: 0 }

export const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-pairs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
