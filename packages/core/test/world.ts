import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect } from 'vitest'
import { type Actor, userActor } from '../src/access/actor.ts'
import type { Capability, Level, RoleKey } from '../src/access/capabilities.ts'
import type { Album, AlbumDraft } from '../src/albums/album.types.ts'
import type { Connections, DialectSupport } from '../src/db/dialect.ts'
import { VitrineError } from '../src/errors/vitrine-error.ts'
import type { ActorGallery } from '../src/gallery.types.ts'
import type { NewPhoto, Photo } from '../src/photos/photo.types.ts'
import type { TestGallery } from '../src/testing/test-gallery.ts'

export const password = 'correct horse battery'

/** A database of its own, empty at first. */
export interface TestDatabase {
  /** Opens the same database anew at each call: as many processes as wanted. */
  support(): DialectSupport
  /** Connections beside the gallery's, to look at the tables and to prepare what no service offers. */
  connect(): Promise<Connections>
}

export interface TestUser {
  readonly id: number
  readonly actor: Actor
  readonly as: ActorGallery
}

/** A gallery with what tests need to fill it. */
export interface TestWorld {
  readonly database: TestDatabase
  /** The tables, through connections of the test's own. */
  readonly db: Connections
  readonly system: ActorGallery
  addUser(username: string, options?: { level?: Level; role?: RoleKey }): Promise<TestUser>
  addGroup(name: string, members: readonly TestUser[]): Promise<number>
  addAlbum(name: string, options?: Omit<AlbumDraft, 'name'>): Promise<Album>
  /** Uploads a small picture. Equal seeds are equal bytes. */
  addPhoto(album: number, options?: PhotoOptions): Promise<Photo>
  /** Adds to the grants of an album, each `[user, group or link, its id, capabilities]`. */
  grant(album: number, grants: readonly TestGrant[], options?: { inherit?: boolean }): Promise<void>
  /** Paths of all files below the gallery's folder, but for the database. */
  files(below: 'originals' | 'incoming'): Promise<string[]>
}

export type PhotoOptions = Partial<Omit<NewPhoto, 'album' | 'content'>> & {
  seed?: string
  as?: ActorGallery
  /** EXIF, as sharp writes it: `2020:01:31 10:00:00`. */
  taken?: string
}
export type TestGrant = readonly ['user' | 'group' | 'link', number, ...Capability[]]

let photoCount = 0

export const toWorld = async (test: TestGallery, database: TestDatabase): Promise<TestWorld> => {
  const { gallery, folder } = test
  const system = gallery.asSystem('test')
  return {
    database,
    db: await database.connect(),
    system,
    addUser: async (username, options = {}) => {
      const { id } = await system.users.create({ username, password, ...options })
      return { id, actor: userActor(id), as: gallery.as(userActor(id)) }
    },
    addGroup: async (name, members) => {
      const { id } = await system.groups.create({ name })
      await system.groups.setMembers(
        id,
        members.map((member) => member.id),
      )
      return id
    },
    addAlbum: (name, options = {}) => system.albums.create({ name, ...options }),
    addPhoto: async (album, { seed = `photo ${photoCount++}`, as = system, taken, ...rest } = {}) => {
      const content = await pictureOf(seed, taken)
      const { photo } = await as.photos.add({
        content: Readable.from([content]),
        fileName: `${seed}.jpg`,
        album,
        ...rest,
      })
      return photo
    },
    grant: async (album, grants, { inherit = true } = {}) => {
      await system.albums.setGrants(album, {
        inherit,
        grants: grants.map(([type, id, ...capabilities]) => ({ principal: { type, id }, capabilities })),
      })
    },
    files: async (below) => {
      const root = join(folder, below)
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    },
  }
}

/** A picture of 12 × 8 pixels whose bytes follow from the seed. */
export const pictureOf = async (seed: string, taken?: string): Promise<Buffer> => {
  const pixels = Buffer.concat(Array.from({ length: 9 }, (_, i) => createHash('sha256').update(`${seed}${i}`).digest()))
  const picture = sharp(pixels, { raw: { width: 12, height: 8, channels: 3 } })
  return (taken ? picture.withExif({ IFD2: { DateTimeOriginal: taken } }) : picture).jpeg().toBuffer()
}

/** The error that a promise is rejected with, which must be one of ours with this code. */
export const refusalOf = async (promise: Promise<unknown>, code: string): Promise<VitrineError> => {
  const error = await promise.then(
    (value) => {
      throw new Error(`Expected ${code}, but it went well: ${JSON.stringify(value)}`)
    },
    (reason: unknown) => reason,
  )
  if (!VitrineError.is(error)) throw error
  expect(error.code).toBe(code)
  return error
}

/** Every page of a list. */
export const allPages = async <T>(
  read: (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor: string | null }>,
): Promise<T[]> => {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}

/** What is wrong, counted anew from the rows: counters of albums, places of links, dangling rows. Empty where all is well. */
export const recount = async ({ read }: Connections): Promise<string[]> => {
  const faults: string[] = []
  const links = await read
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select(['album_photos.album_id', 'photos.level', 'photos.deleted_at', 'album_photos.sort_at', 'photos.id'])
    .select('photos.sort_at as photo_sort_at')
    .execute()
  const counts = new Map<string, number>()
  for (const link of links) {
    if (link.sort_at !== link.photo_sort_at) faults.push(`photo ${link.id} is out of place in album ${link.album_id}`)
    if (link.deleted_at !== null) continue
    const key = `${link.album_id}/${link.level}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const row of await read.selectFrom('album_counts').selectAll().execute()) {
    const key = `${row.album_id}/${row.level}`
    if (row.photos !== (counts.get(key) ?? 0)) faults.push(`album ${key} counts ${row.photos}, has ${counts.get(key)}`)
    counts.delete(key)
  }
  for (const [key, photos] of counts) faults.push(`album ${key} counts nothing, has ${photos}`)

  const siblings = new Map<number | null, number[]>()
  for (const album of await read.selectFrom('albums').select(['parent_id', 'position']).execute())
    siblings.set(album.parent_id, [...(siblings.get(album.parent_id) ?? []), album.position])
  for (const [parent, places] of siblings) {
    const sorted = places.sort((a, b) => a - b)
    if (sorted.some((place, index) => place !== index)) faults.push(`albums below ${parent} stand at ${sorted}`)
  }
  return faults
}
