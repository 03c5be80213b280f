import { randomUUID } from 'node:crypto'
import { capabilityBit } from '../access/capabilities.ts'
import { refusal, requireOwnLevel } from '../call.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { changesOfValues, checkValues, selectValues, writeValues } from '../fields/field.values.ts'
import { describeChange, type PhotoChange, writePhotoChanges } from '../photos/photo.changes.ts'
import { selectWithout } from '../photos/photo.guard.ts'
import { lockPhotos } from '../photos/photo.lock.ts'
import { trashPhotos } from '../photos/photo.trash.ts'
import { requireAlbums } from '../photos/photo.update.ts'
import type { PhotoTotals } from '../photos/photo-totals.ts'
import { findOrCreateTags, findTags } from '../tags/tag.find-or-create.ts'
import { toStoredKey } from '../tags/tag.key.ts'
import { transact, type Unit } from '../transaction.ts'
import { type KnownChange, planChanges } from './batch.plan.ts'
import type { CheckedChange, CheckedSelection } from './batch.schema.ts'
import { readSelection } from './batch.selection.ts'
import { insertBatch } from './batch.store.ts'
import type { BatchResult, BatchSample } from './batch.types.ts'

/** Photos that are read, planned and written by the same statements. */
const photosPerStep = 500
const maxSample = 20

interface Asked {
  readonly select: CheckedSelection
  readonly change: CheckedChange
  readonly dryRun: boolean
  readonly expectedPhotos?: number | undefined
}

/** Changes all selected photos in one transaction, or tells what that would do. */
export const runBatch = async (
  context: CallContext,
  totals: PhotoTotals,
  { select, change, dryRun, expectedPhotos }: Asked,
): Promise<BatchResult> => {
  const { gallery, rights, actor } = context
  // Who comes by a link, or is nobody, could not undo it.
  if (actor.kind === 'guest' || actor.kind === 'link') throw refusal(actor)
  requireTargets(context, change)
  if (change.set?.level !== undefined) requireOwnLevel(context, change.set.level)
  const ids = await readSelection(context, totals, select)
  if (expectedPhotos !== undefined && expectedPhotos !== ids.length)
    throw new VitrineError('CONFLICT', { details: { what: 'The selection' } })
  const { read } = gallery.connections
  const forbidden = (await selectWithout(context, read, ids, neededFor(change))).length
  const told = { isDryRun: dryRun, photos: ids.length, forbidden }
  if (dryRun) return { batchId: null, ...told, ...(await look(context, read, ids, change)) }
  if (forbidden > 0) throw new VitrineError('BATCH_REFUSED', { details: { photos: ids.length, forbidden } })

  const batchId = randomUUID()
  const written = await transact(
    gallery,
    actor,
    async (unit) => {
      const done = await write(context, unit, ids, change)
      if (done.changed > 0)
        await insertBatch(unit, {
          batch_id: batchId,
          kind: 'change',
          change: JSON.stringify(change),
          photos: done.changed,
          undoes: null,
          userId: rights.userId,
        })
      return done
    },
    { batchId },
  )
  return { batchId: written.changed > 0 ? batchId : null, ...told, ...written }
}

const requireTargets = (context: CallContext, change: CheckedChange): void => {
  requireAlbums(context, change.addToAlbums ?? [], 'change.addToAlbums')
  requireAlbums(context, change.removeFromAlbums ?? [], 'change.removeFromAlbums')
  if (change.moveToAlbum !== undefined) requireAlbums(context, [change.moveToAlbum], 'change.moveToAlbum')
}

const neededFor = (change: CheckedChange): number => {
  const { addToAlbums, removeFromAlbums, moveToAlbum } = change
  if (change.delete) return capabilityBit.manage
  const isMove = [addToAlbums, removeFromAlbums, moveToAlbum].some((value) => value !== undefined)
  return capabilityBit.edit | (isMove ? capabilityBit.organise : 0)
}

type Outcome = Pick<BatchResult, 'changed' | 'sample'>

const write = async (
  context: CallContext,
  unit: Unit,
  ids: readonly number[],
  change: CheckedChange,
): Promise<Outcome> => {
  if (change.delete)
    return {
      changed: (await trashPhotos(context.gallery, unit, ids)).length,
      sample: ids.slice(0, maxSample).map(toTrashed),
    }
  const added = change.addTags ? await findOrCreateTags(unit, change.addTags) : new Map<string, number>()
  const known: KnownChange = {
    change,
    addTagIds: [...new Set(added.values())],
    removeTagIds: await idsOfNames(unit, change.removeTags),
    valuesOf: (photoIds) => writeValues(unit, { subject: 'photo', ids: photoIds }, change.set?.fields ?? {}),
  }
  const outcome = { changed: 0, sample: [] as BatchSample[] }
  for (let start = 0; start < ids.length; start += photosPerStep) {
    // Those that went into the trash meanwhile are left out.
    const rows = (await lockPhotos(unit, ids.slice(start, start + photosPerStep))).filter(
      (row) => row.deleted_at === null,
    )
    const changes = await planChanges(context, unit.db, rows, known)
    addSamples(outcome.sample, changes)
    outcome.changed += await writePhotoChanges(context, unit, changes)
  }
  return outcome
}

/** The same without writing. Tags that are not there yet have numbers below zero. */
const look = async (
  context: CallContext,
  db: Reader,
  ids: readonly number[],
  change: CheckedChange,
): Promise<Outcome> => {
  if (change.delete) return { changed: ids.length, sample: ids.slice(0, maxSample).map(toTrashed) }
  const { gallery, rights } = context
  const { dialect } = gallery
  const keys = [...new Set((change.addTags ?? []).map(toStoredKey))]
  const found = new Map(
    (await findTags({ db, dialect }, keys, { areKept: false })).map(({ key, id }) => [key, id] as const),
  )
  const given = checkValues(rights.fields, 'photo', change.set?.fields ?? {})
  const known: KnownChange = {
    change,
    addTagIds: [...new Set(keys.map((key, index) => found.get(key) ?? -1 - index))],
    removeTagIds: await idsOfNames({ db, dialect }, change.removeTags),
    valuesOf: async (photoIds) =>
      changesOfValues(
        photoIds,
        given,
        await selectValues(db, dialect, rights.fields, { subject: 'photo', ids: photoIds }),
      ),
  }
  const outcome = { changed: 0, sample: [] as BatchSample[] }
  for (let start = 0; start < ids.length; start += photosPerStep) {
    const list = dialect.idList(ids.slice(start, start + photosPerStep))
    const rows = await db.selectFrom('photos').selectAll().where('id', 'in', list).orderBy('id').execute()
    const changes = await planChanges(context, db, rows, known)
    addSamples(outcome.sample, changes)
    outcome.changed += changes.filter((each) => describeChange(each) !== null).length
  }
  return outcome
}

const idsOfNames = async (
  from: { readonly db: Reader; readonly dialect: DialectSupport },
  names: readonly string[] = [],
): Promise<number[]> => {
  const keys = [...new Set(names.map(toStoredKey))]
  return [...new Set((await findTags(from, keys, { areKept: false })).map(({ id }) => id))]
}

const toTrashed = (photoId: number): BatchSample => ({ photoId, before: {}, after: {} })

const addSamples = (sample: BatchSample[], changes: readonly PhotoChange[]): void => {
  for (const change of changes) {
    if (sample.length === maxSample) return
    const described = describeChange(change)
    if (described) sample.push({ photoId: change.row.id, ...described })
  }
}
