import type { Kysely } from 'kysely'
import type { Database } from '../../packages/core/src/db/database.ts'
import { toPhotoText } from '../../packages/core/src/search/searchable-text.ts'
import { contentKey } from '../../packages/core/src/storage/keys.ts'
import { toSearchKey, toTerms } from '../../packages/core/src/text/search-key.ts'
import type { Random } from '../kernel/random.ts'
import { createInserter, type Inserter } from './inserter.ts'
import { changeColumns, changeRow, sentence } from './seed-albums.ts'
import { createTermLinks } from './term-links.ts'
import { cameras, pick, pickSkewed, places } from './words.ts'

const columns = [
  'id',
  'title',
  'description',
  'title_key',
  'file_name',
  'media_type',
  'mime_type',
  'width_px',
  'height_px',
  'orientation',
  'is_renderable',
  'bytes',
  'sha256',
  'md5',
  'storage_key',
  'taken_at',
  'taken_at_local',
  'taken_offset',
  'sort_at',
  'added_at',
  'updated_at',
  'author',
  'rating',
  'level',
  'latitude',
  'longitude',
  'camera_make',
  'camera_model',
  'lens',
  'iso',
  'aperture',
  'exposure_seconds',
  'focal_length_mm',
  'city',
  'country',
  'views',
  'metadata',
  'deleted_at',
]
const authors = ['Ann Example', 'Børge Sample', 'Chloé Démo', null] as const
const textColumns = ['photo_id', 'title', 'description', 'file', 'author', 'tags', 'place', 'camera', 'lens'] as const

interface PhotoParts {
  readonly at: string
  readonly photos: number
  readonly albums: number
  readonly tagNames: readonly string[]
}

/** The album that has a fifth of the photos: at the root, for everybody. */
export const largestAlbumId = 1
const addedWithinMs = 2_000 * 86_400_000

const toTitleKey = (text: string): string => [...toSearchKey(text).trim()].slice(0, 190).join('') || '-'

/** Makes photos one after the other and keeps the books: counters, links, words. */
export const createPhotoSeeder = (random: Random, { at, photos: photoCount, albums, tagNames }: PhotoParts) => {
  const photos = createInserter('photos', columns)
  const links = createInserter('album_photos', ['album_id', 'photo_id', 'position', 'sort_at'])
  const photoTags = createInserter('photo_tags', ['photo_id', 'tag_id'])
  const terms = createInserter('search_terms', ['id', 'term'])
  const termLinks = createTermLinks()
  const texts = createInserter('photo_texts', textColumns)
  const changes = createInserter('changes', changeColumns)
  const counts = new Map<string, number>()
  const termIds = new Map<string, number>()
  const allTagIds = tagNames.map((_, index) => index + 1)
  const now = Date.parse(at)
  const hex = (digits: number) =>
    Array.from({ length: digits / 8 }, () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('')

  const idOfTerm = (term: string): number => {
    const known = termIds.get(term)
    if (known !== undefined) return known
    const id = termIds.size + 1
    termIds.set(term, id)
    terms.add([id, term])
    return id
  }

  // The same few names come again and again.
  const known = new Map<string, readonly string[]>()
  const termsOf = (text: string): readonly string[] => {
    const terms = known.get(text) ?? toTerms(text)
    known.set(text, terms)
    return terms
  }

  const add = (id: number, commitSeq: number): void => {
    // Photos come in runs: an album is an event, its photos were taken within hours.
    const event = Math.floor((id - 1) / 40)
    const album = event % 5 === 0 || albums === 1 ? largestAlbumId : 2 + (event % (albums - 1))
    const eventAt = now - ((event * 7_919) % 8_000) * 86_400_000
    const takenAt = random() < 0.97 ? new Date(eventAt + Math.floor(random() * 36_000_000)).toISOString() : null
    const addedAt = new Date(now - Math.floor(((photoCount - id) / photoCount) * addedWithinMs)).toISOString()
    const sortAt = takenAt ?? addedAt
    const level = random() < 0.9 ? 0 : pick(random, [1, 2, 4, 8])
    const isDeleted = random() < 0.01
    const [make, model, lens] = cameras[event % cameras.length]!
    const place = random() < 0.4 ? pick(random, places) : null
    const [city, country, latitude, longitude] = place ?? [null, null, null, null]
    const row = {
      title: random() < 0.3 ? sentence(random, 2) : null,
      description: random() < 0.1 ? sentence(random, 10) : null,
      file_name: `IMG_${String(id).padStart(5, '0')}.JPG`,
      author: pick(random, authors),
      city,
      country,
      camera_make: make,
      camera_model: model,
      lens,
    }
    const sha256 = hex(64)
    const isPortrait = random() < 0.3
    const iso = pick(random, [100, 200, 400, 800, 1600])
    photos.add([
      id,
      row.title,
      row.description,
      toTitleKey(row.title ?? row.file_name),
      row.file_name,
      'image',
      'image/jpeg',
      isPortrait ? 3000 : 4000,
      isPortrait ? 4000 : 3000,
      isPortrait ? 6 : 1,
      1,
      1_000_000 + Math.floor(random() * 8_000_000),
      sha256,
      hex(32),
      contentKey(sha256, 'jpg'),
      takenAt,
      takenAt?.slice(0, 19) ?? null,
      takenAt === null ? null : '+00:00',
      sortAt,
      addedAt,
      addedAt,
      row.author,
      random() < 0.2 ? 1 + Math.floor(random() * 5) : null,
      level,
      latitude === null ? null : latitude + random() - 0.5,
      longitude === null ? null : longitude + random() - 0.5,
      make,
      model,
      lens,
      make === null ? null : iso,
      make === null ? null : pick(random, [1.8, 2.8, 4, 5.6, 8]),
      make === null ? null : 1 / pick(random, [30, 60, 125, 250, 1000]),
      make === null ? null : pick(random, [24, 35, 50, 85, 120]),
      city,
      country,
      Math.floor(random() ** 4 * 500),
      make === null ? null : JSON.stringify([{ group: 'Camera', rows: [{ label: 'Model', value: model }] }]),
      isDeleted ? at : null,
    ])

    const inAlbums = new Set([album])
    if (random() < 0.2) inAlbums.add(1 + Math.floor(random() * albums))
    for (const albumId of inAlbums) {
      links.add([albumId, id, 0, sortAt])
      if (!isDeleted) counts.set(`${albumId}:${level}`, (counts.get(`${albumId}:${level}`) ?? 0) + 1)
    }
    const tagIds = new Set<number>()
    for (let n = Math.floor(random() * 11); n > 0; n--) tagIds.add(pickSkewed(random, allTagIds))
    for (const tagId of tagIds) photoTags.add([id, tagId])

    const tags = [...tagIds].map((tagId) => tagNames[tagId - 1]!)
    const found = new Set([...toTerms(`${row.title ?? ''} ${row.description ?? ''} ${row.file_name}`)])
    for (const text of [row.author, city, country, make, model, lens, ...tags])
      if (text) for (const term of termsOf(text)) found.add(term)
    for (const term of found) termLinks.add(idOfTerm(term), id)
    const text = toPhotoText({ photoId: id, columns: row, tags })
    texts.add(textColumns.map((column) => text[column]))
    changes.add(
      changeRow(commitSeq, addedAt, 'photo', id, 'added', { fileName: row.file_name, albumIds: [...inAlbums] }),
    )
  }

  const countRows = (): Inserter => {
    const inserter = createInserter('album_counts', ['album_id', 'level', 'photos'])
    const rows = [...counts].map(([key, photos]) => [...key.split(':').map(Number), photos] as number[])
    for (const row of rows.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)) inserter.add(row)
    return inserter
  }
  return {
    add,
    inserters: [photos, links, photoTags, terms, texts, changes],
    writeTerms: (db: Kysely<Database>) => termLinks.write(db),
    countRows,
  }
}
