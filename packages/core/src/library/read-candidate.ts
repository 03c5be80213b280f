import { lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ErrorCode } from '../errors/codes.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type ReadMedia, readMedia } from '../ingest/read-media.ts'
import type { MediaLimits } from '../media/types.ts'
import { mergeMetadata, readSidecar } from '../metadata/sidecar.ts'
import { codeOf } from './read-folder.ts'
import type { Candidate } from './sync-state.ts'

/** What became of reading a file: a photo, a reason why not, or nothing because it is gone. */
export type Reading =
  | { kind: 'photo'; media: ReadMedia }
  | { kind: 'fault'; code: ErrorCode; message: string }
  | { kind: 'gone' }

export const readCandidate = async (
  candidate: Candidate,
  options: {
    limits?: Partial<MediaLimits>
    signal?: AbortSignal
    onWarning: (message: string, details: Record<string, unknown>) => void
  },
): Promise<Reading> => {
  try {
    const media = await readMedia(candidate.path, options)
    const after = await lstat(candidate.path, { bigint: true })
    const isSame =
      after.isFile() &&
      Number(after.size) === candidate.entry.bytes &&
      String(after.mtimeNs) === candidate.entry.modifiedNs
    // Somebody is still writing it: half a file must not become a photo.
    if (!isSame || media.bytes !== candidate.entry.bytes) return toFault(new VitrineError('ENTRY_CHANGED'))
    for (const warning of media.metadata.warnings) options.onWarning(warning, { path: candidate.path })
    return { kind: 'photo', media: await withSidecar(media, candidate, options.onWarning) }
  } catch (error) {
    if (options.signal?.aborted) throw error
    if (VitrineError.is(error)) return toFault(error)
    const code = codeOf(error)
    if (code === 'ENOENT') return { kind: 'gone' }
    if (code === 'EACCES' || code === 'EPERM') return toFault(new VitrineError('ENTRY_UNREADABLE'))
    options.onWarning('A file could not be read', { path: candidate.path, error })
    return toFault(new VitrineError('MEDIA_CORRUPT', { cause: error }))
  }
}

const toFault = ({ code, message }: VitrineError): Reading => ({ kind: 'fault', code, message })

/** What a person wrote beside the file wins over what is in it; a sidecar that cannot be read changes nothing. */
const withSidecar = async (
  media: ReadMedia,
  { path, sidecars }: Candidate,
  onWarning: (message: string, details: Record<string, unknown>) => void,
): Promise<ReadMedia> => {
  const [name] = sidecars
  if (name === undefined) return media
  try {
    return { ...media, metadata: mergeMetadata(media.metadata, await readSidecar(join(dirname(path), name))) }
  } catch (error) {
    onWarning('A sidecar could not be read', { path, sidecar: name, error })
    return media
  }
}
