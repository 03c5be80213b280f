import { VitrineError } from '../errors/vitrine-error.ts'
import type { StoredObject } from '../storage/types.ts'
import { hashStream } from './hash-stream.ts'
import type { Inspection } from './inspection.ts'
import { hashInKey, objectsIn, pieceAt, quarantinePrefix } from './key-range.ts'
import { type NamedKey, selectNamedKeys } from './named-keys.ts'
import { purgeQuarantined, quarantineOrphan } from './quarantine.ts'
import { restoreOriginal } from './restore-original.ts'
import type { StorageFindingKind } from './storage-check.types.ts'

/** Originals that are read at once. */
const maxAtOnce = 4

/** Where `vitrine doctor` leaves its proof, if it is interrupted. */
const proofPrefix = 'checks/'

/**
 * Compares one piece of the storage with the photos that name it. A piece is the 256th part of all, so that neither the objects nor the
 * rows are ever in memory together.
 */
export const checkOriginals = async (inspection: Inspection, index: number): Promise<void> => {
  const { gallery, findings, signal } = inspection
  const piece = pieceAt(index)
  // Objects first: a photo that comes in between the two has its row by then, and its object is asked for once more before it is missed.
  const objects = new Map<string, StoredObject>()
  for await (const object of objectsIn(gallery.storage, piece)) {
    signal.throwIfAborted()
    // The last piece is not part of the fan-out, and may be of any length: what is there is looked at and forgotten.
    if (piece.start === null || hashInKey(object.key) === null) await checkOther(inspection, object)
    else objects.set(object.key, object)
  }
  if (piece.start === null) return

  const named = new Map<string, NamedKey[]>()
  for (const row of await selectNamedKeys(gallery.connections.read, gallery.dialect, piece.start)) {
    const owners = named.get(row.key)
    if (owners) owners.push(row)
    else named.set(row.key, [row])
  }
  const work = [
    ...[...named].map(
      ([key, owners]) =>
        () =>
          checkNamed(inspection, { key, owners, object: objects.get(key) }),
    ),
    ...[...objects.values()].filter(({ key }) => !named.has(key)).map((each) => () => checkOrphan(inspection, each)),
  ]
  let next = 0
  const worker = async (): Promise<void> => {
    for (let each = work[next++]; each; each = work[next++]) {
      signal.throwIfAborted()
      await each()
    }
  }
  findings.count('objects', objects.size)
  for (const { bytes } of objects.values()) findings.count('bytes', bytes)
  await Promise.all(Array.from({ length: maxAtOnce }, worker))
}

interface Named {
  readonly key: string
  readonly owners: readonly NamedKey[]
  readonly object: StoredObject | undefined
}

const checkNamed = async (inspection: Inspection, { key, owners, object }: Named): Promise<void> => {
  const { gallery, options, findings } = inspection
  const [first] = owners
  if (!first) return
  const found = object ?? (await gallery.storage.stat(key))
  const fault = !found
    ? { kind: 'missing' as const, seen: 'The file is not there.' }
    : found.bytes !== first.bytes
      ? { kind: 'wrong-size' as const, seen: `The length is ${found.bytes} instead of ${first.bytes} bytes.` }
      : options.depth === 'quick'
        ? null
        : await readFault(inspection, first)
  if (fault === null) return
  // Gone or replaced since the rows were read, as a photo that was deleted for good: nothing is wrong.
  const now = await selectNamedKeys(gallery.connections.read, gallery.dialect, first.sha256)
  if (!now.some((row) => row.key === key)) return
  const photoIds = [...new Set(owners.map(({ photoId }) => photoId))]
  const source = options.repair ? await restoreOriginal(inspection, first, { isThere: found !== undefined }) : null
  findings.add({
    kind: fault.kind,
    what: key,
    photoIds,
    isRepaired: source !== null,
    detail: `${fault.seen} ${adviceOf(source, options.repair)}`,
  })
}

const adviceOf = (source: string | null, isRepairing: boolean): string => {
  if (source !== null) return `Restored from ${source}.`
  return isRepairing
    ? 'No other copy was found: put it back from a backup, or delete the photo.'
    : 'A check with repair looks for another copy.'
}

const readFault = async (
  { gallery, findings, signal }: Inspection,
  { key, sha256 }: NamedKey,
): Promise<{ kind: StorageFindingKind; seen: string } | null> => {
  try {
    const { stream } = await gallery.storage.get(key)
    const hash = await hashStream(stream, signal)
    findings.count('hashed')
    return hash === sha256 ? null : { kind: 'changed', seen: 'The file is not what it was when it came.' }
  } catch (error) {
    if (signal.aborted || !VitrineError.is(error)) throw error
    if (error.code === 'STORAGE_NOT_FOUND') return { kind: 'missing', seen: 'The file is not there.' }
    // One file that cannot be read is a finding; a storage that does not answer ends the check.
    await gallery.storage.check?.()
    return { kind: 'unreadable', seen: 'The file is there and cannot be read.' }
  }
}

const isOld = ({ gallery, options }: Inspection, { modifiedAt }: StoredObject): boolean =>
  gallery.clock().getTime() - modifiedAt.getTime() > options.orphanAgeHours * 3_600_000

const checkOrphan = async (inspection: Inspection, object: StoredObject): Promise<void> => {
  if (!isOld(inspection, object)) return
  const { options, findings } = inspection
  const isMoved = options.repair && (await quarantineOrphan(inspection, object))
  // Named meanwhile, or gone: no orphan.
  if (options.repair && !isMoved) return
  findings.add({
    kind: 'orphan',
    what: object.key,
    photoIds: [],
    isRepaired: isMoved,
    detail: isMoved
      ? `No photo has this file. Moved to ${quarantinePrefix}${object.key}.`
      : 'No photo has this file. A check with repair moves it into quarantine.',
  })
}

/** Objects that are no originals by their key. */
const checkOther = async (inspection: Inspection, object: StoredObject): Promise<void> => {
  const { gallery, options, findings } = inspection
  if (object.key.startsWith(quarantinePrefix)) {
    if (!(await purgeQuarantined(inspection, object))) findings.count('quarantined')
    return
  }
  if (!isOld(inspection, object)) return
  const isProof = object.key.startsWith(proofPrefix)
  const isRemoved = isProof && options.repair && (await gallery.storage.delete(object.key))
  findings.add({
    kind: isProof ? 'leftover' : 'unknown',
    what: object.key,
    photoIds: [],
    isRepaired: isRemoved,
    detail: isProof
      ? 'Left behind by a check that was interrupted.'
      : 'This is nothing of the gallery’s, and is left alone. Move it elsewhere if it is yours.',
  })
}
