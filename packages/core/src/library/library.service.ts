import { realpath, stat } from 'node:fs/promises'
import { basename, resolve, sep } from 'node:path'
import * as v from 'valibot'
import { type Actor, userIdOf } from '../access/actor.ts'
import { insertAlbum } from '../albums/album.store.ts'
import { selectLastPosition } from '../albums/album-places.store.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { takeTurn } from '../db/locks.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { id as idSchema, line, pageLimit, validate } from '../input/validate.ts'
import { exclusively } from '../jobs/lease.ts'
import { identityOf } from '../media/pinned.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { toSlug } from '../text/slug.ts'
import { transact } from '../transaction.ts'
import { toAlbumName } from './folder-albums.ts'
import {
  countProblems,
  insertFolders,
  type ProblemRow,
  selectFaultyFiles,
  selectFaultyFolders,
  selectFolderPaths,
  selectRoot,
  selectRoots,
  toLibraryRoot,
} from './library.store.ts'
import type {
  LibraryRoot,
  LibraryService,
  SyncOptions,
  SyncProblem,
  SyncProgress,
  SyncSummary,
} from './library.types.ts'
import { fromStoredName, toReadablePath, toStoredName } from './stored-name.ts'
import { runSync } from './sync-run.ts'
import type { MutableProgress } from './sync-state.ts'
import type { LibraryWatch } from './watch/library-watch.ts'

const rootOptions = v.strictObject({
  path: v.pipe(
    v.string('Must be text.'),
    v.minLength(1, 'Must not be empty.'),
    v.maxLength(690, 'Must have 690 characters at most.'),
  ),
  name: v.optional(line(255)),
  visibility: v.optional(v.picklist(['public', 'private'], 'Must be public or private.'), 'public'),
})
const problemList = v.strictObject({
  rootId: v.optional(idSchema),
  limit: pageLimit(500, 100),
  cursor: v.optional(v.string('Must be text.')),
})

/** Runs under way in this process: one for each root, shared by all who ask for it. */
export interface SyncRuns {
  readonly byRoot: Map<number, { result: Promise<SyncSummary>; progress: MutableProgress }>
}

export const createSyncRuns = (): SyncRuns => ({ byRoot: new Map() })

export interface LibraryParts {
  readonly runs: SyncRuns
  readonly watch: LibraryWatch
}

export const createLibraryService = (
  gallery: GalleryContext,
  actor: Actor,
  { runs, watch }: LibraryParts,
): LibraryService => {
  const db = gallery.connections.read
  return {
    roots: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return (await selectRoots(db)).map(toLibraryRoot)
      }),

    addRoot: (options) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return addRoot(context, validate(rootOptions, options))
      }),

    sync: (rootId, options = {}) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return joinOrStart(gallery, actor, runs, rootId, options)
      }),

    problems: (options = {}) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { rootId, limit, cursor } = validate(problemList, options)
        const mark = ['problems', rootId ?? null]
        const [stage, afterId] =
          cursor === undefined ? [0, 0] : (decodeCursor(cursor, mark, ['number', 'number']) as [number, number])
        const rows: { row: ProblemRow; stage: 0 | 1 }[] = []
        if (stage === 0)
          rows.push(
            ...(await selectFaultyFolders(db, rootId, { limit: limit + 1, afterId })).map((row) => ({
              row,
              stage: 0 as const,
            })),
          )
        if (rows.length <= limit) {
          const files = await selectFaultyFiles(db, rootId, {
            limit: limit + 1 - rows.length,
            afterId: stage === 1 ? afterId : 0,
          })
          rows.push(...files.map((row) => ({ row, stage: 1 as const })))
        }
        const page = rows.slice(0, limit)
        const last = rows.length > limit ? page.at(-1) : undefined
        const paths = await selectFolderPaths(
          db,
          page.map(({ row }) => row.folder_id),
        )
        return {
          items: page.map(({ row }) => toProblem(row, paths.get(row.folder_id) ?? [])),
          nextCursor: last ? encodeCursor(mark, [last.stage, last.row.id]) : null,
          total: await countProblems(db, rootId),
        }
      }),

    watching: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return watch.describe()
      }),

    progress: () => [...runs.byRoot.values()].map(({ progress }): SyncProgress => ({ ...progress })),
  }
}

const toProblem = (row: ProblemRow, folder: readonly string[]): SyncProblem => ({
  rootId: row.root_id,
  path: toReadablePath([...folder, ...(row.name === null ? [] : [row.name])].map(fromStoredName)),
  code: row.fault_code as ErrorCode,
  message: row.fault_message,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
})

const addRoot = async (
  { gallery, actor }: CallContext,
  input: { path: string; name?: string | undefined; visibility: 'public' | 'private' },
): Promise<LibraryRoot> => {
  const offline = (cause: unknown) =>
    new VitrineError('ROOT_OFFLINE', {
      details: { path: input.path },
      issues: [{ path: 'path', message: 'Is no folder that can be read.' }],
      cause,
    })
  const path = await realpath(resolve(input.path)).catch((error: unknown) => {
    throw offline(error)
  })
  const stats = await stat(path, { bigint: true })
  if (!stats.isDirectory()) throw offline(new Error('Not a folder'))

  const roots = await selectRoots(gallery.connections.read)
  const known = roots.find((root) => root.path === path)
  if (known) return toLibraryRoot(known)
  const isInside = (inner: string, outer: string) =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
  const own = gallery.options.ownFolders.find((folder) => isInside(path, folder) || isInside(folder, path))
  const other = roots.find((root) => isInside(path, root.path) || isInside(root.path, path))?.path ?? own
  if (other !== undefined)
    throw new VitrineError('ROOT_OVERLAPS', {
      details: { path, other },
      issues: [{ path: 'path', message: `Overlaps with ${other}.` }],
    })

  const name = input.name ?? toAlbumName(basename(path) || path)
  const adding = transact(gallery, actor, async (unit) => {
    await takeTurn(unit.db, unit.dialect, 'album-tree')
    const albumId = await insertAlbum(unit.db, {
      parent_id: null,
      position: (await selectLastPosition(unit.db, null)) + 1,
      name,
      slug: toSlug(name),
      description: null,
      visibility: input.visibility,
      is_folder: 1,
      created_by: userIdOf(actor),
      at: unit.at,
    })
    const { insertId } = await unit.db
      .insertInto('library_roots')
      .values({ path, album_id: albumId, state: 'new', last_synced_at: null, last_summary: null, created_at: unit.at })
      .executeTakeFirstOrThrow()
    const id = Number(insertId)
    const folder = { rootId: id, parentId: null, storedName: toStoredName(''), albumId, inode: identityOf(stats) }
    await insertFolders(unit.db, gallery.dialect, [folder], unit.at)
    unit.record({ subject: 'root', id, action: 'added', after: { path, albumId } })
    unit.rightsChanged()
    unit.after.defer('album.created', { albumIds: [albumId] }, { actor })
    return id
  })
  const rootId = await adding.catch(async (error: unknown) => {
    // Somebody else added it at the same moment.
    const added = gallery.dialect.isDuplicate(error) ? await selectRoots(gallery.connections.read) : []
    const same = added.find((root) => root.path === path)
    if (same) return same.id
    throw error
  })
  return toLibraryRoot(
    (await selectRoot(gallery.connections.read, rootId)) as NonNullable<Awaited<ReturnType<typeof selectRoot>>>,
  )
}

/** Runs that look at less than all, and leave alone what is still being written. */
type RunOptions = SyncOptions & { readonly quietMs?: number; readonly only?: ReadonlySet<number> | null }

/** Looks once more where somebody looks already: what that run has passed may have changed since. */
export const lookAnew = async (
  gallery: GalleryContext,
  actor: Actor,
  runs: SyncRuns,
  rootId: number,
  options: RunOptions,
): Promise<SyncSummary> => {
  await runs.byRoot.get(rootId)?.result.catch(() => {})
  return joinOrStart(gallery, actor, runs, rootId, options)
}

const joinOrStart = async (
  gallery: GalleryContext,
  actor: Actor,
  runs: SyncRuns,
  rootId: number,
  options: RunOptions,
): Promise<SyncSummary> => {
  const running = runs.byRoot.get(rootId)
  if (running) return running.result
  const root = await selectRoot(gallery.connections.read, rootId)
  if (!root) throw new VitrineError('ROOT_NOT_FOUND')
  const again = runs.byRoot.get(rootId)
  if (again) return again.result
  // Closed meanwhile: nobody would wait for this run any more.
  gallery.signal.throwIfAborted()

  const progress: MutableProgress = {
    rootId,
    phase: 'scanning',
    foldersSeen: 0,
    filesToRead: 0,
    filesRead: 0,
    currentPath: null,
    startedAt: gallery.clock().toISOString(),
  }
  const signal = options.signal ? AbortSignal.any([gallery.signal, options.signal]) : gallery.signal
  const result = exclusively(gallery, `sync:${rootId}`, () =>
    runSync({ ...options, gallery, actor, root, progress, signal }),
  )
    .then((outcome) => {
      if (!outcome) throw new VitrineError('ROOT_SYNC_RUNNING')
      return outcome.value
    })
    .finally(() => runs.byRoot.delete(rootId))
  runs.byRoot.set(rootId, { result, progress })
  return result
}
