import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it, vi } from 'vitest'
import { probeMedia } from '../../src/media/probe.ts'
import { isSidecarName } from '../../src/media/sidecar-names.ts'
import { createExiftoolReader } from '../../src/metadata/exiftool/reader.ts'
import { readMetadata } from '../../src/metadata/read.ts'
import type { MediaMetadata } from '../../src/metadata/types.ts'
import type { PhotoValues } from '../../src/metadata/write/changes.ts'
import { takeInto, type WriteTask, writeCopy } from '../../src/metadata/write/write-file.ts'
import { defaultMetadataSettings } from '../../src/settings/metadata-settings.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { withToolFolder } from '../../src/tools/tool-folder.ts'
import { createToolbox } from '../../src/tools/toolbox.ts'
import type { Entry } from '../corpus/manifest.ts'

const corpus = process.env.VITRINE_CORPUS
const isThere = corpus !== undefined && existsSync(join(corpus, 'manifest.json'))
const run = promisify(execFile)
vi.setConfig({ testTimeout: 120_000 })

const valuesOf = (metadata: MediaMetadata): PhotoValues => ({
  title: metadata.title,
  description: metadata.description,
  author: metadata.author,
  copyright: metadata.copyright,
  keywords: metadata.keywords,
  keywordPaths: [],
  rating: metadata.rating,
  takenAtLocal: metadata.takenAtLocal,
  takenOffset: metadata.takenOffset,
  latitude: metadata.latitude,
  longitude: metadata.longitude,
  altitude: metadata.altitude,
  custom: {},
})

const edit = {
  title: 'Élan vital — 海',
  description: 'First line\nsecond line & <b>',
  keywords: ['brand new', 'Ωmega'],
  rating: 4,
  takenAtLocal: '2011-02-03T04:05:06',
  takenOffset: '-05:00',
  latitude: -12.345678,
  longitude: 98.765432,
  altitude: -3.5,
} as const

/** What an edit changes, and what exiftool makes of where things lie in the file. */
const touched =
  /^(SourceFile|ExifTool|File|System|Composite)|:(Title|Description|ImageDescription|ObjectName|Caption-Abstract|Subject|Keywords|XPKeywords|XPTitle|XPComment|HierarchicalSubject|TagsList|LastKeywordXMP|Rating|RatingPercent|DateTimeOriginal|SubSecTimeOriginal|OffsetTime|OffsetTimeOriginal|DateCreated|TimeCreated|CreationDate|CodedCharacterSet|XMPToolkit|CurrentIPTCDigest|IPTCDigest|DisplayName|MediaData|Wide|HasExtendedXMP|WebP_Flags|GPS\w*|ExifByteOrder|NextIFD|.*(Offset|Offsets|Start|Size|Length|ByteCounts|Bytes))$/

/** exiftool finds fault with these, and is not made to write them all the same. */
const refused = ['orientation-3-raw-profile.png', 'raw-pixel7.dng']

/**
 * All values of all tags, in the order of the file. Two boxes of a film may each have a tag of one name; `-G4` numbers them, which is left
 * out again since a box more before them counts.
 */
const readTags = async (exiftool: string, file: string): Promise<Map<string, string[]>> => {
  const ask = async (...args: string[]) =>
    (await run(exiftool, [...args, file], { maxBuffer: 64 * 1024 * 1024 })).stdout
  const answer = await ask('-j', '-a', '-G1:4', '-u', '-struct', '-b', '-n', '-ignoreMinorErrors')
  const found = new Map<string, string[]>()
  for (const [key, value] of Object.entries((JSON.parse(answer) as Record<string, unknown>[])[0] ?? {})) {
    const tag = key.replace(/:Copy\d+(?=:)/, '')
    found.set(tag, [...(found.get(tag) ?? []), JSON.stringify(value)])
  }
  // A list of no items says nothing; exiftool reads it as an empty text, and does not write it again.
  const emptyList = /<([\w-]+):([\w-]+)>\s*<rdf:(?:Seq|Bag|Alt)\s*\/>/g
  for (const [, prefix, name] of (await ask('-b', '-xmp')).matchAll(emptyList))
    for (const [tag, values] of found)
      if (tag.toLowerCase() === `xmp-${prefix}:${name}`.toLowerCase() && values.join() === '""') found.delete(tag)
  return found
}

/** What is left of the values when each of the others took one like itself away. */
const without = (values: readonly string[], others: readonly string[]): string[] => {
  const left = [...others]
  return values.filter((value) => {
    const at = left.indexOf(value)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

const editOf = (metadata: MediaMetadata): WriteTask => ({
  kind: 'edited',
  values: { ...valuesOf(metadata), ...edit, keywords: [...metadata.keywords.slice(0, 400), ...edit.keywords] },
  mapping: defaultMetadataSettings,
})

/** Files of the corpus that exiftool can write. */
export const writableFiles = (): string[] => {
  const entries: readonly Entry[] = isThere ? JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) : []
  const writable = /\.(jpe?g|png|gif|webp|tiff?|heic|avif|jxl|mp4|mov|dng|cr3|nef|raf)$/i
  return entries
    .filter(({ file, expected }) => expected.outcome === 'accept' && !isSidecarName(file) && writable.test(file))
    .map(({ file }) => file)
}

/** Imports, changes nothing, exports; imports, edits, exports; takes the position away: exiftool says what came of it. */
export const describeRoundTrips = (name: string, files: readonly string[]): void =>
  describeWith('exiftool', isThere ? name : `${name} (skipped: set VITRINE_CORPUS)`, ({ exiftool }) => {
    // A suite without a test would be a failure: what is skipped stands for all of them.
    const rows = isThere ? files : ['each of them']
    const toolbox = createToolbox({ tools: { programs: { exiftool } }, folder: tmpdir() })
    const reader = createExiftoolReader({ programs: () => toolbox.stayOpen('exiftool') })
    afterAll(() => reader.close())
    const reading = { reader }
    /** @param look - At what came of it, while it is there. */
    const write = <T = null>(
      file: string,
      task: (metadata: MediaMetadata) => WriteTask,
      look: (copy: string) => Promise<T> = async () => null as T,
    ) =>
      withToolFolder(tmpdir(), async (folder) => {
        const path = join(corpus ?? '', file)
        const probe = await probeMedia(path)
        const before = await readMetadata(path, probe, reading)
        const name = await takeInto(folder, path, probe.extension)
        const copy = join(
          folder,
          await writeCopy({ toolbox, reading, folder }, { name, probe, to: 'copy' }, task(before)),
        )
        return {
          before,
          after: await readMetadata(copy, await probeMedia(copy), reading),
          isSame: (await readFile(path)).equals(await readFile(copy)),
          seen: await look(copy),
        }
      })

    it.skipIf(!isThere).each(rows)(
      '%s: nothing written in the gallery is nothing written to the file',
      async (file) => {
        const { isSame } = await write(file, (metadata) => ({
          kind: 'edited',
          values: valuesOf(metadata),
          mapping: defaultMetadataSettings,
        }))
        expect(isSame).toBe(true)
      },
    )

    it.skipIf(!isThere).each(rows)('%s: what was written is there, and everything else, too', async (file) => {
      if (refused.includes(file)) {
        await expect(write(file, editOf)).rejects.toMatchObject({ code: 'METADATA_NOT_WRITABLE' })
        return
      }
      const { before, after, seen } = await write(file, editOf, async (copy) => ({
        tagsBefore: await readTags(exiftool, join(corpus ?? '', file)),
        tagsAfter: await readTags(exiftool, copy),
      }))
      const { tagsBefore, tagsAfter } = seen
      const { keywords, latitude, longitude, altitude, ...plain } = edit
      expect(after).toMatchObject(plain)
      expect([...after.keywords].sort()).toEqual([...before.keywords.slice(0, 400), ...keywords].sort())
      expect(after.latitude).toBeCloseTo(latitude, 6)
      expect(after.longitude).toBeCloseTo(longitude, 6)
      expect(after.altitude).toBeCloseTo(altitude, 2)
      for (const field of [
        'author',
        'copyright',
        'camera',
        'orientation',
        'regions',
        'colourProfile',
        'headline',
      ] as const)
        expect(after[field], field).toEqual(before[field])
      const lost = [...tagsBefore]
        .filter(([tag]) => !touched.test(tag))
        .flatMap(([tag, values]) => without(values, tagsAfter.get(tag) ?? []).map((value) => [tag, value]))
      expect(lost).toEqual([])
    })

    it.skipIf(!isThere).each(rows)('%s: no position is left where none is wanted', async (file) => {
      const { after } = await write(file, () => ({ kind: 'without-position' }))
      expect(after).toMatchObject({ latitude: null, longitude: null })
    })
  })
