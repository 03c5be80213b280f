import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../access/actor.ts'
import { call, guarded } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { openDownload } from '../photos/photo.download.ts'
import { selectAlbumIdsOf, selectWholePhotos } from '../photos/photo.store.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { createNames, safeName, splitName } from './archive.names.ts'
import type { ArchivePlan } from './archive.plan.ts'
import { type Rendition, renditionOf } from './archive.rendition.ts'

/** Photos that are looked up together: their rights are of that moment. */
const photosPerRead = 50
/** Others may keep the renderer busy; an archive has time. */
const maxTries = 30
const waitMs = 1_000

export interface ArchiveEntry {
  readonly name: string
  readonly lastModified: Date
  readonly input: AsyncIterable<Uint8Array>
}

export interface Packing {
  readonly plan: ArchivePlan
  readonly size: string
  /** Of the one who reads. */
  readonly signal: AbortSignal
}

/** The files of an archive, each opened when its turn comes; at the end, where there is a reason to, one that says what is missing. */
export async function* packEntries(
  gallery: GalleryContext,
  actor: Actor,
  { plan, size, signal }: Packing,
): AsyncGenerator<ArchiveEntry> {
  const missing: string[] = []
  const names = createNames()
  names.reserve(missingName)
  for (const { path } of plan.folders) if (path !== '') names.reserve(path.slice(0, -1))

  for (const [index, { from, path }] of plan.folders.entries()) {
    const to = plan.folders[index + 1]?.from ?? plan.ids.length
    for (let at = from; at < to; at += photosPerRead) {
      signal.throwIfAborted()
      const ids = plan.ids.slice(at, Math.min(to, at + photosPerRead))
      const found = await call(gallery, actor, (context) => lookUp(context, ids, size))
      for (const id of ids) {
        signal.throwIfAborted()
        const photo = found.photos.get(id)
        // Gone, or not for this actor any more: which of both is nobody's business, nor is its name.
        if (!photo) {
          missing.push(`Photo ${id}: it is not there any more.`)
          continue
        }
        const opened = await guarded(gallery, () => open(found.context, photo, signal)).catch((error: unknown) => {
          signal.throwIfAborted()
          if (!VitrineError.is(error)) gallery.log.warn('A photo could not be packed', { photoId: id, error })
          missing.push(`${nameOf(photo).join('')}: ${VitrineError.is(error) ? error.message : 'it cannot be read.'}`)
          return null
        })
        if (!opened) continue
        const name = names.take(path, ...nameOf(photo))
        const onFault = (error: unknown): void => {
          gallery.log.warn('A photo was cut short in an archive', { photoId: id, error })
          missing.push(`${name}: its file ended early; what is packed of it is not whole.`)
        }
        yield { name, lastModified: dateOf(photo.row), input: bytesOf(opened, signal, onFault) }
      }
    }
  }
  if (missing.length > 0)
    yield { name: missingName, lastModified: gallery.clock(), input: textOf('Not packed:', '', ...missing) }
}

const missingName = 'missing.txt'

interface Found {
  readonly row: PhotoRow
  readonly rendition: Rendition
}

const lookUp = async (
  context: CallContext,
  ids: readonly number[],
  size: string,
): Promise<{ readonly context: CallContext; readonly photos: ReadonlyMap<number, Found> }> => {
  const { connections, dialect } = context.gallery
  const rows = await selectWholePhotos(connections.read, dialect, context.rights, ids)
  const albums = await selectAlbumIdsOf(
    connections.read,
    dialect,
    rows.map(({ id }) => id),
  )
  const photos = new Map<number, Found>()
  for (const row of rows) {
    const rendition = renditionOf(context, row, albums.get(row.id) ?? [], size)
    if (rendition) photos.set(row.id, { row, rendition })
  }
  return { context, photos }
}

/** Stem and ending. A file that is no original keeps its name from those who may not have the original. */
const nameOf = ({ row, rendition }: Found): [stem: string, ending: string] => {
  const { stem, ending } = splitName(row.file_name)
  const fallback = `photo-${row.id}`
  if (rendition.kind === 'original') return [safeName(stem, fallback), ending]
  return rendition.keepsName ? [safeName(stem, fallback), '.jpg'] : [`${fallback}-${rendition.size}`, '.jpg']
}

const open = async (
  context: CallContext,
  { row, rendition }: Found,
  signal: AbortSignal,
): Promise<Readable | Uint8Array> => {
  if (rendition.kind === 'original') return (await openDownload(context, row, 'stored')).open()
  const { gallery, rights } = context
  const renditions = gallery.derivatives.under(gallery.imaging.policyOf(rights).profile)
  for (let tries = 1; ; tries++) {
    try {
      return (await renditions.open(rendition.source, { size: rendition.size, format: 'jpeg' })).bytes
    } catch (error) {
      if (!VitrineError.has(error, 'DERIVATIVE_QUEUE_FULL') || tries >= maxTries) throw error
      await sleep(waitMs, undefined, { signal })
    }
  }
}

/** A file that breaks off ends there: the archive around it stays whole. */
async function* bytesOf(
  opened: Readable | Uint8Array,
  signal: AbortSignal,
  onFault: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  if (opened instanceof Uint8Array) {
    yield opened
    return
  }
  // Whoever stops reading in the middle of a file does not come back to it.
  const close = (): void => void opened.destroy()
  signal.addEventListener('abort', close, { once: true })
  try {
    for await (const chunk of opened) yield chunk as Uint8Array
  } catch (error) {
    signal.throwIfAborted()
    onFault(error)
  } finally {
    signal.removeEventListener('abort', close)
  }
}

async function* textOf(...lines: readonly string[]): AsyncGenerator<Uint8Array> {
  // With the line ends that every editor knows.
  for (const line of lines) yield Buffer.from(`${line}\r\n`)
}

/** When it was taken, by the clock of the camera: ZIP files have no zones, and no years before 1980. */
const dateOf = ({ taken_at_local, added_at }: PhotoRow): Date => {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] =
    taken_at_local?.split(/\D/).slice(0, 6).map(Number) ?? []
  return year >= 1980 && year <= 2107 ? new Date(year, month - 1, day, hours, minutes, seconds) : new Date(added_at)
}
