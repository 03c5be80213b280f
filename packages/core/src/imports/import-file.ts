import { createReadStream } from 'node:fs'
import { lstat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { checkNewPhoto, requireAuthorised } from '../ingest/check-new-photo.ts'
import { createFileHasher, type FileHashes, pieceBytes } from '../ingest/file-hashes.ts'
import { type ReadMedia, readMedia } from '../ingest/read-media.ts'
import { stageStream } from '../ingest/stage.ts'
import { type TakenPhoto, takePhoto } from '../ingest/take-photo.ts'
import { codeOf, type FileEntry } from '../library/read-folder.ts'
import { identityOf, type Pinned, withPinned } from '../media/pinned.ts'
import { probeMedia } from '../media/probe.ts'
import { mergeMetadata, readSidecar } from '../metadata/sidecar.ts'
import type { ImportInput } from './import.schema.ts'
import { selectStorageKey, selectStoredPhoto } from './import.store.ts'
import type { ImportAlbums } from './import-albums.ts'
import type { ImportPlace } from './import-walk.ts'

export interface FileToImport {
  readonly path: string
  readonly entry: FileEntry
  readonly sidecar: FileEntry | null
  readonly place: ImportPlace
}

export interface FileParts {
  readonly gallery: GalleryContext
  readonly actor: Actor
  readonly input: ImportInput
  readonly albums: ImportAlbums
}

export interface Imported {
  readonly photoId: number | null
  readonly duplicate: boolean
  readonly removed: boolean
  /** The photo is in the gallery; its source could not be taken away. */
  readonly keptBecause: unknown
}

/** Takes one file in, or says what would become of it. @throws Why it is refused, as an error of ours or of the file system. */
export const importFile = (parts: FileParts, file: FileToImport): Promise<Imported> =>
  withPinned(file.path, { kind: 'file', identity: file.entry.inode }, async (pinned) => {
    if (parts.input.dryRun) return foresee(parts, file, pinned)
    const { photoId, duplicate, hashes, storageKey } = await take(parts, file, pinned)
    const done = { photoId, duplicate }
    if (!parts.input.move) return { ...done, removed: false, keptBecause: null }
    try {
      await requireStored(parts.gallery, { photoId, storageKey }, hashes)
      await remove(file)
      return { ...done, removed: true, keptBecause: null }
    } catch (error) {
      return { ...done, removed: false, keptBecause: error }
    }
  })

/** Copied first: what the gallery works on is its own, whatever happens to the source meanwhile. */
const take = async ({ gallery, actor, input, albums }: FileParts, file: FileToImport, pinned: Pinned) => {
  const { entry, place } = file
  const { limits, stagingFolder: folder } = gallery.options
  const content = createReadStream(pinned.path, { highWaterMark: pieceBytes })
  const bounds = { folder, maxBytes: limits.maxBytes, expectedBytes: entry.bytes, signal: gallery.signal }
  await using staged = await stageStream(content, bounds).catch((error: unknown) => {
    // Shorter or longer than it was a moment ago.
    throw VitrineError.has(error, 'UPLOAD_INVALID') ? new VitrineError('ENTRY_CHANGED', { cause: error }) : error
  })
  await requireUnchanged(pinned, entry)
  // A folder of files that are no photos becomes no album.
  if (place.albumId === null) await probeMedia(staged.path, limits)
  const album = await albums.of(place)
  const { hashes } = staged
  // Awaited: the staged file is removed when this ends.
  return await call(gallery, actor, async (context) => {
    const described = { fileName: entry.name, album, level: input.level, tags: input.tags }
    const photo = await checkNewPhoto(context, described)
    await requireAuthorised(context, photo, entry.bytes)
    const refine = (media: ReadMedia) => withSidecar(gallery, file, media)
    const taken = await takePhoto(context, photo, staged, { source: 'import', refine })
    return { ...taken, hashes }
  })
}

const foresee = async (
  { gallery, actor, albums }: FileParts,
  file: FileToImport,
  pinned: Pinned,
): Promise<Imported> => {
  const { sha256 } = await readMedia(pinned.path, { limits: gallery.options.limits, signal: gallery.signal })
  await requireUnchanged(pinned, file.entry)
  await albums.of(file.place)
  return call(gallery, actor, async ({ rights }) => {
    const photoId = (await selectStoredPhoto(gallery.connections.read, gallery.dialect, rights, sha256)) ?? null
    return { photoId, duplicate: photoId !== null, removed: false, keptBecause: null }
  })
}

const requireUnchanged = async (pinned: Pinned, entry: FileEntry): Promise<void> => {
  const { size, mtimeNs } = await pinned.stat()
  if (Number(size) !== entry.bytes || String(mtimeNs) !== entry.modifiedNs) throw new VitrineError('ENTRY_CHANGED')
}

/** What a person wrote beside the file wins over what is in it; a sidecar that cannot be read changes nothing. */
const withSidecar = async (
  { log, metadata }: GalleryContext,
  file: FileToImport,
  media: ReadMedia,
): Promise<ReadMedia> => {
  const { path, sidecar } = file
  if (!sidecar) return media
  try {
    const pin = { kind: 'file', identity: sidecar.inode } as const
    const reading = await metadata.reading()
    const said = await withPinned(join(dirname(path), sidecar.name), pin, (pinned) => readSidecar(pinned.path, reading))
    return { ...media, metadata: mergeMetadata(media.metadata, said) }
  } catch (error) {
    log.warn('A sidecar could not be read', { path, error })
    return media
  }
}

/** Reads the stored original again, whole: only when it is what was read may the source go. */
const requireStored = async (
  { connections, storage }: GalleryContext,
  { photoId, storageKey }: Pick<TakenPhoto, 'photoId' | 'storageKey'>,
  hashes: FileHashes,
): Promise<void> => {
  const key = storageKey ?? (await selectStorageKey(connections.read, photoId))
  if (key === null) throw new VitrineError('STORAGE_NOT_FOUND')
  const hasher = createFileHasher()
  const { stream } = await storage.get(key)
  for await (const piece of stream as AsyncIterable<Buffer>) hasher.update(piece)
  const { sha256, bytes } = hasher.finish()
  if (sha256 !== hashes.sha256 || bytes !== hashes.bytes)
    throw new VitrineError('STORAGE_FAILED', { cause: new Error(`${key} does not hold what was stored`) })
}

/** The very file that was taken in, and not another that has its name since. */
const remove = async ({ path, entry }: FileToImport): Promise<void> => {
  const stats = await lstat(path, { bigint: true })
  const isSame =
    identityOf(stats) === entry.inode &&
    Number(stats.size) === entry.bytes &&
    String(stats.mtimeNs) === entry.modifiedNs
  if (!isSame) throw new VitrineError('ENTRY_CHANGED')
  await unlink(path)
}

/** Why a file was refused, for people. @returns `null` where it is not the file's fault, and going on makes no sense. */
export const toImportFault = (error: unknown): VitrineError | null => {
  if (VitrineError.is(error))
    return /^(STORAGE|DATABASE|ALBUM|GALLERY)_|^(FORBIDDEN|UNAUTHENTICATED)$/.test(error.code) ? null : error
  const code = codeOf(error)
  if (code === 'ENOENT') return new VitrineError('ENTRY_CHANGED', { cause: error })
  if (code === 'ENAMETOOLONG') return new VitrineError('ENTRY_TOO_DEEP', { cause: error })
  if (['EACCES', 'EPERM', 'EIO', 'ESTALE', 'EBUSY', 'ENXIO'].includes(code))
    return new VitrineError('ENTRY_UNREADABLE', { cause: error })
  return null
}
