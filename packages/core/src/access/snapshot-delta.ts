import type { Reader } from '../db/database.ts'
import { type GalleryState, loadGrants, loadTreeAlbums } from './access.store.ts'
import { type AlbumTree, withAlbums } from './tree.ts'

/** More entries of the change log than this, and reading all albums is as fast. */
const maxChanges = 500

/** What happens to photos, tags, settings and roles leaves albums and their grants as they are. */
const apart: ReadonlySet<string> = new Set(['photo', 'tag', 'setting', 'role'])

/**
 * What is written on one album without another one changing its place. A name is not among it: where siblings stand by name, it moves
 * them.
 */
const ownFields: ReadonlySet<string> = new Set([
  'visibility',
  'is_locked',
  'description',
  'query',
  'cover_mode',
  'cover_photo_id',
  'allows_comments',
  'photo_sort',
  'theme',
  'fields',
])

/**
 * The tree of `state`, made from that of an earlier state by reading the few albums that changed; `null` where the change log does not
 * say for certain that nothing else did. Reading 10,000 albums and their grants would be most of the work after a change of rights.
 */
export const readTreeDelta = async (
  db: Reader,
  before: { readonly state: GalleryState; readonly tree: AlbumTree },
  state: GalleryState,
): Promise<AlbumTree | null> => {
  const changed = await selectChangedAlbums(db, before.state.commit, state.commit)
  const bumps = state.tree - before.state.tree - (state.people - before.state.people)
  // Each commit bumps the version once at most.
  if (changed === null || bumps < 0 || bumps > changed.commits) return null
  const list = [...changed.ids]
  if (list.length === 0) return { ...before.tree, version: state.tree }
  const [albums, grants] = await Promise.all([loadTreeAlbums(db, list), loadGrants(db, list)])
  // One is gone: by a change after the ones that were read.
  if (albums.length < list.length) return null
  return withAlbums(before.tree, state.tree, { albums, grants })
}

const selectChangedAlbums = async (
  db: Reader,
  after: number,
  upTo: number,
): Promise<{ readonly ids: ReadonlySet<number>; readonly commits: number } | null> => {
  const changes = await db
    .selectFrom('changes')
    .select(['commit_seq', 'subject', 'subject_id', 'action', 'after'])
    .where('commit_seq', '>', after)
    .where('commit_seq', '<=', upTo)
    .limit(maxChanges + 1)
    .execute()
  if (changes.length > maxChanges) return null
  const ids = new Set<number>()
  const commits = new Set<number>()
  for (const { commit_seq: commit, subject, subject_id: id, action, after: written } of changes) {
    if (apart.has(subject)) continue
    const isOwn = subject === 'grant' || (subject === 'album' && action === 'updated' && isOwnFields(written))
    if (!isOwn) return null
    ids.add(id)
    commits.add(Number(commit))
  }
  return { ids, commits: commits.size }
}

const isOwnFields = (written: string | null): boolean =>
  written !== null && Object.keys(JSON.parse(written) as object).every((key) => ownFields.has(key))
