import type { Actor } from '../access/actor.ts'
import type { ChangeTable } from '../changes/change.table.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { EventSubject } from '../events/event.types.ts'

type Subject = ChangeTable['subject']
type Named = { readonly id: number; readonly name: string | null }

/** Subjects whose table has a `name`; a grant is of an album. */
const tables = {
  album: 'albums',
  grant: 'albums',
  tag: 'tags',
  group: 'groups',
  role: 'roles',
  link: 'share_links',
  key: 'api_keys',
} as const

const selectNames = async (
  db: Reader,
  dialect: DialectSupport,
  subject: Subject,
  ids: ReadonlySet<number>,
): Promise<readonly Named[]> => {
  if (subject === 'photo')
    return db
      .selectFrom('photos')
      .select((eb) => ['id', eb.fn.coalesce('title', 'file_name').as('name')])
      .where('id', 'in', dialect.idValues(ids))
      .execute()
  if (subject === 'user')
    return db.selectFrom('users').select(['id', 'username as name']).where('id', 'in', dialect.idValues(ids)).execute()
  if (!(subject in tables)) return []
  // Their `id` and `name` are of one type.
  const table = tables[subject as keyof typeof tables] as 'tags'
  return db.selectFrom(table).select(['id', 'name']).where('id', 'in', dialect.idValues(ids)).execute()
}

/** @returns What things are called now: one statement for each kind of them. */
export const readNames = async (
  db: Reader,
  dialect: DialectSupport,
  things: Iterable<{ readonly type: Subject; readonly id: number }>,
): Promise<(type: Subject, id: number) => string | null> => {
  const idsOf = new Map<Subject, Set<number>>()
  for (const { type, id } of things) {
    if (id === 0) continue
    idsOf.set(type, (idsOf.get(type) ?? new Set()).add(id))
  }
  const names = new Map<Subject, ReadonlyMap<number, string | null>>()
  for (const [type, ids] of idsOf) {
    const rows = await selectNames(db, dialect, type, ids)
    names.set(type, new Map(rows.map((row) => [row.id, row.name])))
  }
  return (type, id) => names.get(type)?.get(id) ?? null
}

/** What somebody who acts is in the change log, where it has a name there. */
export const subjectOfActor = (kind: Actor['kind']): EventSubject | null =>
  kind === 'user' ? 'user' : kind === 'apiKey' ? 'key' : kind === 'link' ? 'link' : null
