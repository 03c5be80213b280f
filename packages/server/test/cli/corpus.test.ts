import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Photo } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { toWrittenDate } from '../../../core/src/metadata/dates.ts'
import { describeWithCorpus } from '../../../core/src/testing/environment.ts'
import type { Entry, KnownMiss } from '../../../core/test/corpus/manifest.ts'
import { clientOf, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { run, serve } = useFolder()

const knownMisses: readonly KnownMiss[] = JSON.parse(
  readFileSync(new URL('../../../core/test/corpus/known-misses.json', import.meta.url), 'utf8'),
)
const isKnown = (file: string, ...fields: string[]): boolean =>
  knownMisses.some((miss) => miss.file === file && fields.includes(miss.field))

/** Names, times and bytes of everything in the folder. */
const inventory = async (folder: string) =>
  Promise.all(
    (await readdir(folder)).sort().map(async (name) => {
      const { mtimeMs, ctimeMs, size } = await stat(join(folder, name))
      const bytes = await readFile(join(folder, name))
      return { name, mtimeMs, ctimeMs, size, sha256: createHash('sha256').update(bytes).digest('hex') }
    }),
  )

/** What of a photo is not as the manifest has it. */
const differences = ({ file, expected }: Entry, photo: Photo, hasSidecar: (file: string) => boolean): string[] => {
  const found: string[] = []
  const check = (field: string, wanted: unknown, got: unknown, isSame = wanted === got) => {
    if (!isSame && !isKnown(file, field)) found.push(`${file}: ${field} is ${String(got)}, not ${String(wanted)}`)
  }
  // The API gives the picture as shown: orientations from 5 on lie on their side in the file.
  const isTurned = photo.orientation >= 5
  if (expected.width !== undefined) check('width', expected.width, isTurned ? photo.height : photo.width)
  if (expected.height !== undefined) check('height', expected.height, isTurned ? photo.width : photo.height)
  if (photo.mediaType === 'image' && expected.orientation !== undefined && expected.orientation > 0)
    check('orientation', expected.orientation, photo.orientation)
  if (expected.rotation !== undefined)
    check('rotation', { 0: 1, 90: 6, 180: 3, 270: 8 }[expected.rotation], photo.orientation)

  // Of a date that no calendar has, nothing is taken over.
  if (expected.dateTimeOriginal !== undefined)
    check('date', toWrittenDate(expected.dateTimeOriginal)?.local.slice(0, 19), photo.takenAtLocal?.slice(0, 19))
  const invalid = new Set(expected.invalidFields ?? [])
  const near = (a: number | undefined, b: number | null) => a !== undefined && b !== null && Math.abs(a - b) < 1e-6
  if (expected.gpsLatitude !== undefined && !invalid.has('gpsLatitude') && !invalid.has('gpsLongitude')) {
    check('gpsLatitude', expected.gpsLatitude, photo.latitude, near(expected.gpsLatitude, photo.latitude))
    check('gpsLongitude', expected.gpsLongitude, photo.longitude, near(expected.gpsLongitude, photo.longitude))
  } else if (!hasSidecar(file)) check('gpsLatitude', null, photo.latitude)
  return found
}

describeWithCorpus('vitrine on a folder of real files', (folder) => {
  const entries: readonly Entry[] = folder === '' ? [] : JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  // A place may also come from the file beside it.
  const names = new Set(entries.map(({ file }) => file.toLowerCase()))
  const hasSidecar = (file: string): boolean =>
    [`${file}.xmp`, file.replace(/\.[^.]+$/, '.xmp')].some((name) => names.has(name.toLowerCase()))
  const pictures = entries.filter(({ file }) => !file.toLowerCase().endsWith('.xmp'))

  it('serves what can be read, refuses the rest with a reason, and changes nothing', { timeout: 300_000 }, async () => {
    const before = await inventory(folder)
    const served = await serve([folder], { env: { VITRINE_SVG: 'on' } })
    expect(await served.synced()).toMatchObject([{ state: 'ready' }])

    const photos = new Map<string, Photo>()
    for await (const photo of clientOf(served).photos.iterate({ limit: 500 })) photos.set(photo.fileName, photo)
    const isAccepted = ({ expected }: Entry) =>
      expected.outcome === 'accept' || expected.outcome === 'accept-no-metadata'
    const accepted = pictures.filter((entry) => isAccepted(entry) && !isKnown(entry.file, 'outcome'))
    expect(accepted.length).toBeGreaterThan(50)
    expect(accepted.filter(({ file }) => !photos.has(file.normalize('NFC'))).map(({ file }) => file)).toEqual([])
    const wrong = accepted.flatMap((entry) => differences(entry, photos.get(entry.file.normalize('NFC'))!, hasSidecar))
    expect(wrong).toEqual([])
    await served.stop()

    const { code, stdout, stderr } = await run(['sync', '--json', folder])
    expect([code, stderr]).toEqual([0, ''])
    const [root] = JSON.parse(stdout).roots
    expect(root).toMatchObject({ added: 0, changed: 0, moved: 0, deleted: 0, unchanged: photos.size })
    const reasons = new Map<string, { code: string; message: string }>(
      root.problemList.map((problem: { path: string; code: string; message: string }) => [problem.path, problem]),
    )
    for (const { file, expected } of pictures) {
      const isPhoto = photos.has(file.normalize('NFC'))
      if (expected.outcome === 'reject') expect(isPhoto, `${file} is no photo`).toBe(false)
      // Whatever is no photo has a reason, in words; nothing is both.
      expect(reasons.has(file), `${file} is a photo or has a reason`).toBe(!isPhoto)
      if (!isPhoto) {
        expect(reasons.get(file)?.code).toMatch(/^MEDIA_/)
        expect(reasons.get(file)?.message).toMatch(/^[A-Z].*\.$/)
      }
    }
    expect(await inventory(folder)).toEqual(before)
  })
})
