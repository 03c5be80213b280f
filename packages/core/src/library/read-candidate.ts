import { dirname, join } from 'node:path'
import type { ErrorCode } from '../errors/codes.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type ReadMedia, readMedia } from '../ingest/read-media.ts'
import type { RunStep } from '../ingest/steps.ts'
import { withPinned } from '../media/pinned.ts'
import type { MediaLimits } from '../media/types.ts'
import type { ReadMetadataOptions } from '../metadata/read.ts'
import { mergeMetadata, readSidecar } from '../metadata/sidecar.ts'
import { codeOf, type FileEntry } from './read-folder.ts'
import type { Candidate } from './sync-state.ts'

interface Fault {
  readonly code: ErrorCode
  readonly message: string
}

/** What became of reading a file: a photo, a reason why not, or nothing because it is gone. */
export type Reading =
  | {
      kind: 'photo'
      media: ReadMedia
      /** The sidecar that could not be read, and why: the photo does without. */
      sidecarFault: { entry: FileEntry; fault: Fault } | null
    }
  | { kind: 'fault'; code: ErrorCode; message: string }
  | { kind: 'gone' }

interface ReadOptions {
  limits?: Partial<MediaLimits>
  signal?: AbortSignal
  runStep?: RunStep
  metadata?: ReadMetadataOptions
  /** Adds what the file itself does not tell, while it lies still. */
  complete?: (path: string, media: ReadMedia) => Promise<ReadMedia>
  onWarning: (message: string, details: Record<string, unknown>) => void
}

export const readCandidate = async (candidate: Candidate, options: ReadOptions): Promise<Reading> => {
  const { path, entry } = candidate
  try {
    const media = await withPinned(path, { kind: 'file', identity: entry.inode }, async (pinned) => {
      const found = await readMedia(pinned.path, options)
      const read = (await options.complete?.(pinned.path, found)) ?? found
      const after = await pinned.stat()
      const isSame = Number(after.size) === entry.bytes && String(after.mtimeNs) === entry.modifiedNs
      // Somebody is still writing it: half a file must not become a photo.
      if (!isSame || read.bytes !== entry.bytes) throw new VitrineError('ENTRY_CHANGED')
      return read
    })
    for (const warning of media.metadata.warnings) options.onWarning(warning, { path })
    return await withSidecar(media, candidate, options.metadata)
  } catch (error) {
    options.signal?.throwIfAborted()
    if (codeOf(error) === 'ENOENT') return { kind: 'gone' }
    const fault = toFault(error)
    if (fault.code === 'MEDIA_CORRUPT' && !VitrineError.is(error))
      options.onWarning('A file could not be read', { path, error })
    return { kind: 'fault', ...fault }
  }
}

/** The disk or the network does not answer, or this machine has no room to read in: that says nothing about the file. */
const passing: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EIO',
  'ESTALE',
  'EBUSY',
  'EMFILE',
  'ENFILE',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
])

const toFault = (error: unknown): Fault => {
  if (VitrineError.is(error)) return { code: error.code, message: error.message }
  const code = codeOf(error)
  if (passing.has(code)) return toFault(new VitrineError('ENTRY_UNREADABLE'))
  if (code === 'ENAMETOOLONG') return toFault(new VitrineError('ENTRY_TOO_DEEP'))
  return toFault(new VitrineError('MEDIA_CORRUPT', { details: {} }))
}

/** What a person wrote beside the file wins over what is in it; a sidecar that cannot be read changes nothing. */
const withSidecar = async (
  media: ReadMedia,
  { path, sidecars }: Candidate,
  mapping: ReadMetadataOptions | undefined,
): Promise<Reading & { kind: 'photo' }> => {
  const [entry] = sidecars
  if (!entry) return { kind: 'photo', media, sidecarFault: null }
  try {
    const said = await withPinned(
      join(dirname(path), entry.name),
      { kind: 'file', identity: entry.inode },
      ({ path: pinnedPath }) => readSidecar(pinnedPath, mapping),
    )
    return { kind: 'photo', media: { ...media, metadata: mergeMetadata(media.metadata, said) }, sidecarFault: null }
  } catch (error) {
    return { kind: 'photo', media, sidecarFault: { entry, fault: toFault(error) } }
  }
}
