import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from './access/actor.ts'
import { mayWrite } from './access/scopes.ts'
import { type Change, insertChanges } from './changes/change.store.ts'
import type { GalleryContext } from './context.ts'
import type { Writer } from './db/database.ts'
import type { DialectSupport } from './db/dialect.ts'
import { toDatabaseError } from './db/driver-errors.ts'
import { VitrineError } from './errors/vitrine-error.ts'
import { AfterCommit } from './hooks/after-commit.ts'
import { runStep as plainly, type RunStep } from './ingest/steps.ts'

/** What a piece of work does inside a transaction. */
export interface Unit {
  readonly db: Writer
  readonly dialect: DialectSupport
  /** The instant of the transaction, ISO 8601 UTC: everything it writes carries the same. */
  readonly at: string
  readonly actor: Actor
  /** Writes to the change log when the work is done. */
  record(change: Change): void
  /**
   * Says that albums, grants, users, groups, roles, links or guest access changed: every cached view is out of date from the commit on.
   * `grants`: not the albums; `people`: neither albums nor grants. Then less has to be read anew.
   */
  rightsChanged(what?: RightsPart): void
  /** Actions to tell after the commit; forgotten where there is none. */
  readonly after: AfterCommit
}

export type RightsPart = 'all' | 'grants' | 'people'

const maxAttempts = 5

interface TransactOptions {
  /** Goes into the change log with what is recorded. */
  batchId?: string | null
  /** Where the transaction makes photos of files: the last steps of their way are its own. */
  runStep?: RunStep
}

/**
 * Runs `work` in one transaction, with its change log and its versions. Runs it again, whole, where the engine gave up on it
 * (a deadlock, a lock that did not come): `work` must have no effect outside the database.
 */
export const transact = async <T>(
  gallery: GalleryContext,
  actor: Actor,
  work: (unit: Unit) => Promise<T>,
  { batchId = null, runStep = plainly }: TransactOptions = {},
): Promise<T> => {
  const { dialect, connections } = gallery
  // The last door of all: whatever a service allows, nothing is written while somebody looks through another's eyes.
  if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
  if (actor.kind === 'apiKey') await requireWritingKey(gallery, actor)
  for (let attempt = 1; ; attempt++) {
    const after = new AfterCommit(gallery.hooks)
    let result: T
    try {
      result = await runStep('commit', () =>
        connections.write.transaction().execute((db) =>
          runStep('record', async () => {
            const changes: Change[] = []
            let rightsChanged: RightsPart | null = null
            const unit: Unit = {
              db,
              dialect,
              at: gallery.clock().toISOString(),
              actor,
              after,
              record: (change) => void changes.push(change),
              rightsChanged: (what = 'all') => {
                const parts = ['people', 'grants', 'all'] as const
                if (rightsChanged === null || parts.indexOf(what) > parts.indexOf(rightsChanged)) rightsChanged = what
              },
            }
            const value = await work(unit)
            if (changes.length > 0 || rightsChanged !== null) await seal(unit, changes, rightsChanged, batchId)
            return value
          }),
        ),
      )
    } catch (error) {
      after.discard()
      // What it referred to went between the look at it and the write.
      if (dialect.isDangling(error))
        throw new VitrineError('CONFLICT', { details: { what: 'Something that this refers to' }, cause: error })
      if (!dialect.isRetryable(error) || attempt === maxAttempts) throw toDatabaseError(dialect, error)
      gallery.log.debug('A transaction is run again', { attempt })
      await sleep(randomInt(5, 25) * attempt)
      continue
    }
    gallery.access.renew()
    gallery.bell.ring()
    await runStep('announce', () => after.flush())
    return result
  }
}

/** The same for keys that only read, whatever a service allows to their users. @throws {VitrineError} `SCOPE_MISSING` */
const requireWritingKey = async ({ access }: GalleryContext, actor: Actor): Promise<void> => {
  const { scopes } = await access.rightsOf(actor)
  if (scopes === null || !mayWrite(scopes)) throw new VitrineError('SCOPE_MISSING', { details: { scope: null } })
}

/** Last statements of a transaction, so that the one row everybody wants is held as briefly as can be. */
const seal = async (
  { db, at, actor }: Unit,
  changes: readonly Change[],
  rightsChanged: RightsPart | null,
  batchId: string | null,
) => {
  await db
    .updateTable('gallery_state')
    .set((eb) => ({
      commit_seq: eb('commit_seq', '+', 1),
      ...(rightsChanged === null ? {} : { tree_version: eb('tree_version', '+', 1) }),
      ...(rightsChanged === 'grants' ? { grants_seq: eb('grants_seq', '+', 1) } : {}),
      ...(rightsChanged === 'people' ? { people_seq: eb('people_seq', '+', 1) } : {}),
    }))
    .where('id', '=', 1)
    .execute()
  if (changes.length === 0) return
  const { commit_seq } = await db
    .selectFrom('gallery_state')
    .select('commit_seq')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  await insertChanges(db, changes, { commitSeq: Number(commit_seq), at, actor, batchId })
}
