import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { ImportInput } from './import.schema.ts'
import type { ImportedFile, ImportOptions, ImportProgress, ImportSummary } from './import.types.ts'
import { createImportAlbums } from './import-albums.ts'
import { importFile, toImportFault } from './import-file.ts'
import { resolveSources } from './import-sources.ts'
import { countSources, type ImportPlace, type Met, walkSources } from './import-walk.ts'

/** Files under way: one waits for the disk where the other computes. */
const concurrent = 2

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export interface ImportRun extends Pick<ImportOptions, 'onProgress' | 'onFile'> {
  readonly gallery: GalleryContext
  readonly actor: Actor
  readonly input: ImportInput
  readonly signal: AbortSignal
}

/** Takes in all that was named; what is wrong with one file is told and stops no other. */
export const runImport = async ({
  gallery,
  actor,
  input,
  signal,
  onFile,
  onProgress,
}: ImportRun): Promise<ImportSummary> => {
  const startedAt = performance.now()
  const sources = await resolveSources(gallery, input)
  const albums = createImportAlbums(gallery, actor, input)
  await requireTarget(albums.target, input, sources)
  const counts = { added: 0, duplicates: 0, refused: 0, unsupported: 0, removed: 0, notRemoved: 0, bytes: 0 }
  const progress: Mutable<ImportProgress> = {
    filesFound: 0,
    isCounted: false,
    filesDone: 0,
    bytesDone: 0,
    currentPath: null,
  }
  const failed = new AbortController()
  const stop = AbortSignal.any([signal, failed.signal])
  const tell = () => onProgress?.({ ...progress })

  const settle = async (met: Met): Promise<void> => {
    const { path, place } = met
    const about = { path, folder: namesOf(place, albums.target) }
    if (!('entry' in met)) {
      const { code, message } = new VitrineError(met.faultCode as 'ENTRY_UNREADABLE')
      counts.refused += 1
      return onFile?.({ ...about, ...refused, fault: { code, message } })
    }
    progress.currentPath = path
    tell()
    try {
      const done = await importFile({ gallery, actor, input, albums }, met)
      counts[done.duplicate ? 'duplicates' : 'added'] += 1
      counts.bytes += met.entry.bytes
      if (done.removed) counts.removed += 1
      if (done.keptBecause !== null) counts.notRemoved += 1
      const { photoId, removed } = done
      const fault = done.keptBecause === null ? null : toFault(done.keptBecause)
      onFile?.({ ...about, outcome: done.duplicate ? 'duplicate' : 'added', photoId, removed, fault })
    } catch (error) {
      const fault = toImportFault(error)
      if (!fault) throw error
      counts.refused += 1
      if (fault.code === 'MEDIA_UNSUPPORTED') counts.unsupported += 1
      onFile?.({ ...about, ...refused, fault: { code: fault.code, message: fault.message } })
    }
    progress.filesDone += 1
    progress.bytesDone += met.entry.bytes
    tell()
  }

  const counting = countAhead(sources, stop, (isCounted) => {
    if (isCounted) progress.isCounted = true
    else progress.filesFound += 1
  })
  const files = walkSources(sources, { target: albums.target, foldersAsAlbums: input.foldersAsAlbums })
  try {
    await Promise.all(Array.from({ length: concurrent }, () => takeInTurn(files, stop, settle))).catch(
      (error: unknown) => {
        failed.abort()
        throw error
      },
    )
  } finally {
    await counting
  }
  if (gallery.signal.aborted) throw new VitrineError('GALLERY_CLOSED')
  return {
    isDryRun: input.dryRun,
    isStopped: signal.aborted,
    ...counts,
    albums: albums.made,
    durationMs: Math.round(performance.now() - startedAt),
  }
}

const refused = { outcome: 'refused', photoId: null, removed: false } as const satisfies Partial<ImportedFile>

const toFault = (error: unknown): ImportedFile['fault'] => {
  const { code, message } =
    toImportFault(error) ?? (VitrineError.is(error) ? error : new VitrineError('ENTRY_UNREADABLE'))
  return { code, message }
}

/** One after the other, beside somebody who does the same. */
const takeInTurn = async (
  files: AsyncGenerator<Met>,
  stop: AbortSignal,
  settle: (met: Met) => Promise<void>,
): Promise<void> => {
  while (!stop.aborted) {
    const next = await files.next()
    if (next.done === true || stop.aborted) return
    await settle(next.value)
  }
}

/** Counts while the first files are read already: only the progress waits for it. */
const countAhead = async (
  sources: Parameters<typeof countSources>[0],
  stop: AbortSignal,
  onCount: (isCounted: boolean) => void,
): Promise<void> => {
  for await (const _one of countSources(sources)) {
    if (stop.aborted) return
    onCount(false)
  }
  onCount(true)
}

/** At the top of the gallery there are albums and no photos. */
const requireTarget = async (
  target: ImportPlace,
  { album, foldersAsAlbums }: ImportInput,
  sources: readonly { readonly kind: 'file' | 'folder' }[],
): Promise<void> => {
  if (typeof album === 'number') await target.albumId
  if (album !== null || (foldersAsAlbums && sources.every(({ kind }) => kind === 'folder'))) return
  const message = foldersAsAlbums ? 'Say which album the files go into.' : 'Say which album the photos go into.'
  throw new VitrineError('INPUT_INVALID', { issues: [{ path: 'album', message }] })
}

const namesOf = (place: ImportPlace, target: ImportPlace): string[] => {
  const names: string[] = []
  for (let at: ImportPlace | null = place; at && at !== target; at = at.parent) names.unshift(at.name)
  return names
}
