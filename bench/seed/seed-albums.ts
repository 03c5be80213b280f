import { toWords } from '../../packages/core/src/text/search-key.ts'
import { toSlug } from '../../packages/core/src/text/slug.ts'
import type { Random } from '../kernel/random.ts'
import { createInserter } from './inserter.ts'
import type { People } from './seed-people.ts'
import { pick, pickSkewed, vocabulary } from './words.ts'

const maxDepth = 8

/** A tree: every tenth album at the root, the others below an earlier one; three in ten private, with grants; one in a hundred locked. */
export const seedAlbums = (random: Random, count: number, parts: { at: string; people: People }) => {
  const { at, people } = parts
  const albums = createInserter('albums', [
    'id',
    'parent_id',
    'position',
    'name',
    'slug',
    'name_words',
    'description',
    'visibility',
    'is_locked',
    'inherits_grants',
    'is_folder',
    'created_at',
    'updated_at',
  ])
  const grants = createInserter('album_grants', ['album_id', 'principal_type', 'principal_id', 'capabilities'])
  const changes = createInserter('changes', changeColumns)
  const depths = [0]
  const children = new Map<number | null, number>()
  for (let id = 1; id <= count; id++) {
    let parent: number | null = id === 1 || random() < 0.1 ? null : 1 + Math.floor(random() * (id - 1))
    if (parent !== null && depths[parent]! >= maxDepth) parent = null
    depths[id] = parent === null ? 1 : depths[parent]! + 1
    const position = children.get(parent) ?? 0
    children.set(parent, position + 1)
    const name = `${pick(random, vocabulary)} ${pick(random, vocabulary)} ${id}`
    const description = random() < 0.2 ? sentence(random, 12) : null
    const isPrivate = id > 1 && random() < 0.3
    const isLocked = id > 1 && random() < 0.01
    albums.add([
      id,
      parent,
      position,
      name,
      toSlug(name),
      toWords(name),
      description,
      isPrivate ? 'private' : 'public',
      isLocked ? 1 : 0,
      random() < 0.98 ? 1 : 0,
      0,
      at,
      at,
    ])
    changes.add(changeRow(1, at, 'album', id, 'created', { name, parentId: parent }))
    if (isPrivate) {
      // View and download; a few may upload and edit as well.
      const bits = () => (random() < 0.2 ? 15 : 3)
      const users = new Set(Array.from({ length: 3 }, () => pick(random, people.userIds)))
      for (const userId of users) if (userId) grants.add([id, 'user', userId, bits()])
      const groupId = pick(random, people.groupIds)
      if (groupId) grants.add([id, 'group', groupId, bits()])
    }
  }
  return [albums, grants, changes]
}

export const sentence = (random: Random, words: number): string =>
  Array.from({ length: words }, () => pickSkewed(random, vocabulary)).join(' ')

export const changeColumns = [
  'commit_seq',
  'at',
  'actor_kind',
  'actor_id',
  'reason',
  'batch_id',
  'subject',
  'subject_id',
  'action',
  'before',
  'after',
]

export const changeRow = (
  seq: number,
  at: string,
  subject: string,
  id: number,
  action: string,
  after: Record<string, unknown>,
) => [seq, at, 'system', null, 'seed', null, subject, id, action, null, JSON.stringify(after)]
