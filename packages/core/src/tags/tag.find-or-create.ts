import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { cutText } from '../text/cut.ts'
import { toSlug } from '../text/slug.ts'
import type { Unit } from '../transaction.ts'
import { toStoredKey } from './tag.key.ts'

const namesPerStatement = 500
/** Rounds of looking and making, where tags are renamed and merged under our hands. */
const maxRounds = 4

/**
 * Ids of tags by the keys of the names given (see `toStoredKey`). A synonym stands for its tag; names that are neither are made.
 * The tags found stay what they are until the transaction ends: whoever would rename, merge or delete one waits.
 */
export const findOrCreateTags = async (unit: Unit, names: Iterable<string>): Promise<Map<string, number>> => {
  const nameOf = new Map<string, string>()
  for (const name of names) {
    const key = toStoredKey(name)
    if (!nameOf.has(key)) nameOf.set(key, name)
  }
  const idOf = new Map<string, number>()
  const made: number[] = []
  let missing = [...nameOf.keys()].sort()
  for (let round = 1; missing.length > 0; round++) {
    for (const { key, id } of await findTags(unit, missing, { areKept: true })) idOf.set(key, id)
    missing = missing.filter((key) => !idOf.has(key))
    if (missing.length === 0) break
    if (round === maxRounds) throw new VitrineError('CONFLICT', { details: { what: 'A tag' } })
    for (let start = 0; start < missing.length; start += namesPerStatement) {
      const keys = missing.slice(start, start + namesPerStatement)
      const ours = await insertTags(
        unit,
        keys.map((key) => ({ key, name: nameOf.get(key) as string })),
      )
      for (const { id, key } of ours) {
        idOf.set(key, id)
        made.push(id)
      }
    }
    missing = missing.filter((key) => !idOf.has(key))
  }
  if (made.length > 0) {
    for (const id of made) unit.record({ subject: 'tag', id, action: 'created' })
    unit.after.defer('tag.created', { tagIds: made }, { actor: unit.actor })
  }
  return idOf
}

export interface FoundTag {
  /** Of the name or the synonym that was looked for. */
  readonly key: string
  readonly id: number
  readonly parentId: number | null
}

/** Tags by name or synonym. @param options.areKept - They stay what they are until the transaction ends. */
export const findTags = async (
  { db, dialect }: { readonly db: Reader; readonly dialect: DialectSupport },
  keys: readonly string[],
  { areKept }: { areKept: boolean },
): Promise<FoundTag[]> => {
  const found: FoundTag[] = []
  for (let start = 0; start < keys.length; start += namesPerStatement) {
    const wanted = keys.slice(start, start + namesPerStatement)
    let tags = db
      .selectFrom('tags')
      .select(['id', 'name_key as key', 'parent_id as parentId'])
      .where('name_key', 'in', wanted)
    let synonyms = db
      .selectFrom('tag_synonyms')
      .innerJoin('tags', 'tags.id', 'tag_synonyms.tag_id')
      .select(['tags.id', 'tag_synonyms.name_key as key', 'tags.parent_id as parentId'])
      .where('tag_synonyms.name_key', 'in', wanted)
    if (areKept && dialect.forShare) {
      tags = tags.modifyEnd(dialect.forShare)
      synonyms = synonyms.modifyEnd(dialect.forShare)
    }
    found.push(...(await tags.execute()))
    if (found.length < start + wanted.length) found.push(...(await synonyms.execute()))
  }
  return found
}

/** @returns The tags that this transaction made: not those that another one made meanwhile. */
const insertTags = async (
  unit: Unit,
  rows: readonly { key: string; name: string }[],
): Promise<{ id: number; key: string }[]> => {
  const { db, at } = unit
  // Another process may make the same tag at the same moment: whoever is second waits here, and finds it in the next round.
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('tags')
    .ignore()
    .values(
      rows.map(({ key, name }) => ({
        name: cutText(name, 255),
        name_key: key,
        slug: toSlug(cutText(name, 255)),
        parent_id: null,
        created_at: at,
      })),
    )
    .executeTakeFirstOrThrow()
  const keys = rows.map(({ key }) => key)
  let ours = await db.selectFrom('tags').select(['id', 'name_key as key']).where('name_key', 'in', keys).execute()
  if (ours.length > 0 && Number(numInsertedOrUpdatedRows ?? 0n) < rows.length) {
    // What others made was committed with its entry in the change log; our entries are written last of all.
    const others = await db
      .selectFrom('changes')
      .select('subject_id')
      .where('subject', '=', 'tag')
      .where(
        'subject_id',
        'in',
        ours.map(({ id }) => id),
      )
      .where('action', '=', 'created')
      .execute()
    const theirs = new Set(others.map((row) => row.subject_id))
    ours = ours.filter(({ id }) => !theirs.has(id))
  }
  return withoutSynonyms(unit, ours)
}

/** Takes back tags whose name became a synonym meanwhile. Whoever makes synonyms looks the other way round: one of the two waits. */
const withoutSynonyms = async (
  { db, dialect }: Unit,
  ours: readonly { id: number; key: string }[],
): Promise<{ id: number; key: string }[]> => {
  if (!dialect.forShare || ours.length === 0) return [...ours]
  const taken = await db
    .selectFrom('tag_synonyms')
    .select('name_key')
    .where(
      'name_key',
      'in',
      ours.map(({ key }) => key),
    )
    .modifyEnd(dialect.forShare)
    .execute()
  if (taken.length === 0) return [...ours]
  const keys = new Set(taken.map((row) => row.name_key))
  await db
    .deleteFrom('tags')
    .where(
      'id',
      'in',
      ours.filter(({ key }) => keys.has(key)).map(({ id }) => id),
    )
    .execute()
  return ours.filter(({ key }) => !keys.has(key))
}
