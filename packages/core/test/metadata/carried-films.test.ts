import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, vi } from 'vitest'
import { probeMedia } from '../../src/media/probe.ts'
import { readMetadata } from '../../src/metadata/read.ts'
import { findFilm } from '../../src/metadata/write/carried-film.ts'
import { type WriteTask, writeCopy } from '../../src/metadata/write/write-file.ts'
import { defaultMetadataSettings } from '../../src/settings/metadata-settings.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { withToolFolder } from '../../src/tools/tool-folder.ts'
import { createToolbox } from '../../src/tools/toolbox.ts'

const corpus = process.env.VITRINE_CORPUS
const isThere = corpus !== undefined && existsSync(join(corpus, 'motionphoto.heic'))
const take = (name: string) => readFile(join(corpus ?? '', name))
const run = promisify(execFile)
vi.setConfig({ testTimeout: 120_000 })

const toBox = (type: string, payload: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + payload.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, payload])
}

/** The picture without its film, and another film in its place. */
const withFilm = (picture: Buffer, film: Buffer): Buffer =>
  Buffer.concat([picture.subarray(0, picture.indexOf('mpvd', 0, 'latin1') - 4), toBox('mpvd', film)])

describeWith(
  'exiftool',
  isThere ? 'films within pictures' : 'films within pictures (skipped: set VITRINE_CORPUS)',
  (programs) => {
    const toolbox = createToolbox({ tools: { programs }, folder: tmpdir() })

    /** What comes of a picture, and of the film in it; `null` for a film that is gone. */
    const write = (extension: string, bytes: Buffer, task: WriteTask) =>
      withToolFolder(tmpdir(), async (folder) => {
        const name = `source.${extension}`
        await writeFile(join(folder, name), bytes)
        const probe = await probeMedia(join(folder, name))
        const copy = join(folder, await writeCopy({ toolbox, reading: {}, folder }, { name, probe, to: 'copy' }, task))
        const written = await readFile(copy)
        const film = await findFilm(copy, extension)
        const { stdout } = await run(programs.exiftool, ['-s3', '-EXIF:DateTimeOriginal', copy])
        return {
          written,
          film: film && written.subarray(film.start, film.end),
          isLast: film?.end === written.length,
          metadata: await readMetadata(copy, await probeMedia(copy)),
          exifDate: stdout.trim(),
        }
      })

    const edited: WriteTask = {
      kind: 'edited',
      mapping: defaultMetadataSettings,
      values: {
        ...{
          title: 'A',
          description: null,
          author: null,
          copyright: null,
          keywords: [],
          keywordPaths: [],
          rating: null,
        },
        ...{ takenAtLocal: '2011-02-03T04:05:06', takenOffset: null, latitude: null, longitude: null, altitude: null },
        custom: {},
      },
    }

    it.skipIf(!isThere)('stay the last box of an edited HEIC, whose Exif had a wrong distance', async () => {
      const before = await take('motionphoto.heic')
      const { written, film, isLast, metadata, exifDate } = await write('heic', before, edited)
      const start = before.lastIndexOf('ftyp', undefined, 'latin1') - 4
      expect(film?.equals(before.subarray(start))).toBe(true)
      expect(isLast).toBe(true)
      expect(written.indexOf('mdat', 0, 'latin1')).toBeLessThan(written.indexOf('mpvd', 0, 'latin1'))
      expect(metadata).toMatchObject({ title: 'A', takenAtLocal: '2011-02-03T04:05:06', isMotionPhoto: true })
      expect(exifDate).toBe('2011:02:03 04:05:06')
    })

    it.skipIf(!isThere).each(['without-position', 'stripped'] as const)('tell no position (%s)', async (kind) => {
      const located = await take('video-gps-rating-metadata.mp4')
      const heic = await write('heic', withFilm(await take('motionphoto.heic'), located), { kind })
      expect(heic.film).toBeNull()
      const picture = await take('orientation-6-landscape.jpg')
      const jpeg = await write('jpg', Buffer.concat([picture, located]), { kind })
      expect(jpeg.film).toBeNull()
      expect(jpeg.metadata.orientation).toBe(6)
    })

    it.skipIf(!isThere)('that tell none are left where they are', async () => {
      const before = await take('motionphoto.heic')
      expect((await write('heic', before, { kind: 'without-position' })).written).toEqual(before)
    })
  },
)
