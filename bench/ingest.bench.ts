import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import exifr from 'exifr'
import sharp from 'sharp'
import { systemActor } from '../packages/core/src/access/actor.ts'
import type { ActorGallery, Gallery } from '../packages/core/src/gallery.types.ts'
import { toPhotoDraft } from '../packages/core/src/ingest/photo-draft.ts'
import { readMedia } from '../packages/core/src/ingest/read-media.ts'
import { recordPhotos } from '../packages/core/src/ingest/record-photos.ts'
import { transact } from '../packages/core/src/transaction.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { databaseIn, openGallery, openRecording } from './kernel/open-gallery.ts'

/**
 * One photo of 12 megapixels taken in, derivatives apart, against its bare parts one after the other: sharp reads the header, the
 * bytes are hashed (SHA-256, and MD5 for Piwigo's clients), exifr reads the EXIF, the original is placed so that a power cut cannot
 * take it (upload only), a row is committed with `synchronous=FULL`.
 */
interface State {
  readonly folder: string
  readonly gallery: Gallery
  readonly system: ActorGallery
  readonly albumId: number
  readonly recording: Awaited<ReturnType<typeof openRecording>>
  readonly picture: Buffer
  readonly bare: BetterSqlite3.Database
  readonly insert: BetterSqlite3.Statement
  made: number
}

const setup = async ({ folder, random }: BenchWorld): Promise<State> => {
  const [width, height] = [4000, 3000]
  const data = Buffer.alloc(width * height * 3)
  // Grain on soft ground, as in a photo: a JPEG of about 5 MB.
  for (let at = 0; at < data.length; at++) data[at] = 96 + ((at / width) % 64) + random() * 24
  const exif = {
    IFD0: { Make: 'Canon', Model: 'EOS R5', Artist: 'Ann Example', ImageDescription: 'A picture' },
    IFD2: { DateTimeOriginal: '2020:01:31 10:00:00', ISOSpeedRatings: '100', FNumber: '28/10', LensModel: 'RF 24-70' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 39/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '2/1 1/1 0/1' },
  }
  const raw = { width, height, channels: 3 } as const
  const picture = await sharp(data, { raw }).withExif(exif).jpeg({ quality: 90 }).toBuffer()

  const gallery = await openGallery(join(folder, 'gallery'))
  const system = gallery.asSystem('bench')
  const { id: albumId } = await system.albums.create({ name: 'Bench' })
  await mkdir(join(folder, 'bare'))
  const recording = await openRecording(databaseIn(join(folder, 'gallery')))

  const bare = new BetterSqlite3(join(folder, 'bare.db'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec(
    'create table photos (id integer primary key, name text, width int, height int, sha256 text, md5 text, exif text)',
  )
  const insert = bare.prepare('insert into photos (name, width, height, sha256, md5, exif) values (?, ?, ?, ?, ?, ?)')
  return { folder, gallery, system, albumId, recording, picture, bare, insert, made: 0 }
}

/** The same picture with another comment: other bytes for the hash, the same work. */
const nextPicture = (state: State): Buffer => {
  const text = Buffer.from(randomUUID())
  const comment = Buffer.from([0xff, 0xfe, 0, text.length + 2])
  state.made += 1
  return Buffer.concat([state.picture.subarray(0, 2), comment, text, state.picture.subarray(2)])
}

const bareParts = async ({ bare, insert }: State, path: string): Promise<void> => {
  const { width, height } = await sharp(path).metadata()
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const md5 = createHash('md5').update(bytes).digest('hex')
  const exif = await exifr.parse(bytes)
  bare.transaction(() => insert.run(path, width, height, sha256, md5, JSON.stringify(exif)))()
}

/** As originals are kept: in a folder that may have to be made, whole or not at all, file and folders safe from a power cut. */
const placeDurably = async (from: string, root: string): Promise<void> => {
  const hash = createHash('sha256').update(randomUUID()).digest('hex')
  const folders = [root, join(root, hash.slice(0, 2)), join(root, hash.slice(0, 2), hash.slice(2, 4))]
  const folder = folders.at(-1)!
  await mkdir(folder, { recursive: true })
  const temporary = join(root, `${hash}.part`)
  const file = await open(temporary, 'wx')
  await file.writeFile(await readFile(from))
  await file.sync()
  await file.close()
  await rename(temporary, join(folder, `${hash}.jpg`))
  for (const each of folders.toReversed()) {
    const handle = await open(each)
    await handle.sync()
    await handle.close()
  }
}

const bench = (
  name: string,
  options: { subject(state: State): Promise<void>; baseline(state: State): Promise<void> },
): Bench =>
  defineBench<State>({
    name: `ingest.${name}`,
    unit: 'ms',
    better: 'lower',
    limits: { ratio: 1.5 },
    // Many small steps, each of which may have to wait for a busy machine: what it takes undisturbed is what counts.
    statistic: 'best',
    rounds: 40,
    setup,
    teardown: async ({ gallery, recording, bare }) => {
      bare.close()
      await recording.close()
      await gallery.close()
    },
    ...options,
  })

export const benches: readonly Bench[] = [
  bench('upload', {
    subject: async (state) => {
      const path = join(state.folder, 'upload.jpg')
      await writeFile(path, nextPicture(state))
      const { duplicate } = await state.system.photos.add({
        content: createReadStream(path),
        fileName: 'upload.jpg',
        album: state.albumId,
      })
      if (duplicate) throw new Error('The photo was there already.')
    },
    baseline: async (state) => {
      const path = join(state.folder, 'upload.jpg')
      await writeFile(path, nextPicture(state))
      await bareParts(state, path)
      await placeDurably(path, join(state.folder, 'bare'))
    },
  }),
  bench('read-and-record', {
    subject: async (state) => {
      const path = join(state.folder, 'bare', `${nextName(state)}.jpg`)
      await writeFile(path, nextPicture(state))
      const media = await readMedia(path)
      const source = { fileName: 'photo.jpg', albumIds: [state.albumId], storageKey: null, addedBy: null }
      const { context } = state.recording
      await transact(context, systemActor('bench'), (unit) =>
        recordPhotos(context, unit, [toPhotoDraft(media, source)], 'sync'),
      )
      await rm(path)
    },
    baseline: async (state) => {
      const path = join(state.folder, 'bare', `${nextName(state)}.jpg`)
      await writeFile(path, nextPicture(state))
      await bareParts(state, path)
      await rm(path)
    },
  }),
]

const nextName = (state: State): string => `photo ${state.made}`
