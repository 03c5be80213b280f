import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { managesEverything } from '../access/rights.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { probeMedia } from '../media/probe.ts'
import type { PhotoValues } from '../metadata/write/changes.ts'
import { takeInto, type WriteTask, writeCopy } from '../metadata/write/write-file.ts'
import type { MetadataSettings } from '../settings/metadata-settings.types.ts'
import { selectTagPaths, type TagCrumbRow } from '../tags/tag.tree.ts'
import { arePathsTags } from './photo.metadata.ts'
import { openOriginal } from './photo.original.ts'
import { locateOriginal } from './photo.source.ts'
import { selectAlbumsOf } from './photo.store.ts'
import type { PhotoRow } from './photo.table.ts'
import type { OriginalFile, OriginalMetadata } from './photo.types.ts'
import { toPhotos } from './photo.views.ts'

/** Raised whenever the same task would make other bytes. */
const version = 2

/** What the gallery says of a photo, as this actor sees it. */
export const photoValuesOf = async (
  context: CallContext,
  row: PhotoRow,
  { fields, keywordTrees }: Pick<MetadataSettings, 'fields' | 'keywordTrees'>,
): Promise<PhotoValues> => {
  const [photo] = await toPhotos(context, [row])
  const custom = Object.entries(fields).flatMap(([key, { write }]) => {
    const value = photo?.fields[key]
    return write.length === 0 ? [] : [[key, value === undefined ? null : String(value)] as const]
  })
  const tags = photo?.tags ?? []
  const paths = keywordTrees
    ? await selectTagPaths(
        context.gallery.connections.read,
        tags.map(({ id }) => id),
      )
    : new Map<number, TagCrumbRow[]>()
  return {
    title: row.title,
    description: row.description,
    author: row.author,
    copyright: row.copyright,
    keywords: tags.map(({ name }) => name),
    keywordPaths: [...paths.values()].filter((path) => path.length > 1).map((path) => path.map(({ name }) => name)),
    rating: row.rating,
    takenAtLocal: row.taken_at_local,
    takenOffset: row.taken_offset,
    latitude: row.latitude,
    longitude: row.longitude,
    altitude: row.altitude,
    custom: Object.fromEntries(custom),
  }
}

/** How the file of a photo is read to be compared with the photo: a path that never made a tag is none that somebody took away. */
export const readingOf = async (gallery: GalleryContext, row: PhotoRow) => ({
  ...(await gallery.metadata.reading()),
  keywordTrees: arePathsTags(row),
})

/** Whether downloads of a photo hold no position for this actor. An album's rule holds for its photos wherever they are seen. */
export const hidesPosition = async (
  { gallery, rights }: CallContext,
  photoId: number,
  { withoutPosition: rules }: Pick<MetadataSettings, 'withoutPosition'>,
): Promise<boolean> => {
  if (rules.length === 0) return false
  if (
    rules.some((rule) => ('role' in rule ? rule.role === rights.roleId : 'link' in rule && rule.link === rights.linkId))
  )
    return true
  const ruled = rules.flatMap((rule) => ('album' in rule ? (rights.tree.placeOf(rule.album) ?? []) : []))
  if (ruled.length === 0 || managesEverything(rights)) return false
  const links = await selectAlbumsOf(gallery.connections.read, gallery.dialect, [photoId])
  const places = links.flatMap(({ album_id }) => rights.tree.placeOf(album_id) ?? [])
  return ruled.some((from) => places.some((place) => place >= from && place < (rights.tree.ends[from] ?? 0)))
}

/**
 * The original of a photo as somebody may have it and asked for it. Its rights were checked.
 *
 * @throws {VitrineError} `METADATA_NOT_WRITABLE`, `TOOL_FAILED`, `DERIVATIVE_QUEUE_FULL`, `STORAGE_*`
 */
export const openDownload = async (
  context: CallContext,
  row: PhotoRow,
  metadata: OriginalMetadata,
): Promise<OriginalFile> => {
  const { gallery } = context
  const settings = await gallery.metadata.settings()
  const hides = await hidesPosition(context, row.id, settings)
  const tasks: WriteTask[] = []
  if (metadata === 'stripped') tasks.push({ kind: 'stripped' })
  // First: what is gone then need not be written away.
  if (metadata === 'without-position' || (hides && metadata !== 'stripped')) tasks.push({ kind: 'without-position' })
  if (metadata === 'edited') {
    const values = await photoValuesOf(context, row, settings)
    tasks.push({
      kind: 'edited',
      values: hides ? { ...values, latitude: null, longitude: null, altitude: null } : values,
      mapping: settings,
    })
  }
  if (tasks.length === 0) return openOriginal(gallery, row)

  const reading = await readingOf(gallery, row)
  const digest = JSON.stringify([version, row.sha256, tasks, settings.read, reading.keywordTrees])
  const key = createHash('sha256').update(digest).digest('hex').slice(0, 40)
  const find = () =>
    gallery.metadata.copies.find(key, async (folder) => {
      const source = await placeOf(gallery, row)
      let name = await takeInto(folder, source, extensionOf(row))
      const probe = await probeMedia(join(folder, name), gallery.options.limits)
      for (const [index, task] of tasks.entries())
        name = await writeCopy({ toolbox: gallery.toolbox, reading, folder }, { name, probe, to: `copy${index}` }, task)
      return join(folder, name)
    })
  const copy = await find()
  return {
    fileName: row.file_name,
    mimeType: row.mime_type,
    bytes: copy.bytes,
    sha256: copy.sha256,
    open: async (range) => {
      const file = (await gallery.metadata.copies.open(copy)) ?? (await gallery.metadata.copies.open(await find()))
      if (!file) throw new VitrineError('STORAGE_NOT_FOUND')
      return file.createReadStream(range ?? {})
    },
  }
}

/** A path where there is one, else the bytes. */
export const placeOf = async (gallery: GalleryContext, row: Pick<PhotoRow, 'id' | 'storage_key'>) => {
  const place = await locateOriginal(gallery, row)
  if (!place) throw new VitrineError('STORAGE_NOT_FOUND')
  if (place.kind === 'file') return place.path
  return gallery.storage.pathOf?.(place.key) ?? (await gallery.storage.get(place.key)).stream
}

/** A name for the eyes of programs: what the file is called by people says nothing. */
const extensionOf = ({ mime_type }: PhotoRow): string => formatOfMimeType(mime_type)?.extension ?? 'bin'
