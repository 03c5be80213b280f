import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from '../../src/db/database.ts'
import type { SentStatement } from './recording.ts'

/** Tables that grow with the number of photos: none may be read from end to end to answer anybody. */
export const largeTables: readonly string[] = [
  'photos',
  'photo_files',
  'scaled_uploads',
  'album_photos',
  'photo_tags',
  'photo_terms',
  'photo_texts',
  'photo_fields',
  'search_terms',
  'changes',
]

/** How an engine means to read one large table from end to end. */
export interface FullScan {
  readonly table: string
  /** The line of the plan that says so. */
  readonly plan: string
}

/** Asks the engine for its plan. Nothing is run, and nothing locked. */
export const findFullScans = async (
  db: Kysely<Database>,
  dialect: 'sqlite' | 'mysql',
  { text, parameters }: Pick<SentStatement, 'text' | 'parameters'>,
): Promise<FullScan[]> => {
  if (!/^\s*(?:select|update|delete|with|insert\b[\s\S]*\bselect)\b/i.test(text)) return []
  const explain = dialect === 'sqlite' ? 'explain query plan' : 'explain'
  const { rows } = await db.executeQuery<Record<string, unknown>>(
    CompiledQuery.raw(`${explain} ${text.replace(/ (?:for update|for share|lock in share mode)$/, '')}`, [
      ...parameters,
    ]),
  )
  const tableOf = aliases(text)
  const isCutShort = /\border by\b[\s\S]*\blimit\b/i.test(text)
  return dialect === 'sqlite' ? sqliteScans(rows, tableOf, isCutShort) : mysqlScans(rows, tableOf, isCutShort)
}

/** What the tables are called in a statement: `from "photos" as "p"`. */
const aliases = (text: string): Map<string, string> => {
  const found = new Map<string, string>(largeTables.map((table) => [table, table]))
  for (const [, table = '', alias = ''] of text.matchAll(/[`"](\w+)[`"] as [`"](\w+)[`"]/g))
    if (largeTables.includes(table)) found.set(alias, table)
  return found
}

/** A walk along an index, or along the table in the order of its ids, that stops early is no scan; one that has to sort what it found cannot stop. */
const sqliteScans = (
  rows: readonly Record<string, unknown>[],
  tableOf: ReadonlyMap<string, string>,
  isCutShort: boolean,
): FullScan[] => {
  const details = rows.map(({ detail }) => String(detail))
  const sorts = details.some((detail) => detail.startsWith('USE TEMP B-TREE'))
  return details.flatMap((plan) => {
    const [, living = '', walk = ''] = /^SEARCH (\w+) USING INDEX (photos_deleted_at) /.exec(plan) ?? []
    // A search by what nearly all rows have in common is a scan by another name.
    if (walk !== '' && tableOf.has(living)) return [{ table: 'photos', plan }]
    const [, alias = ''] = /^SCAN (\w+)/.exec(plan) ?? []
    const table = tableOf.get(alias)
    if (table === undefined || (isCutShort && !sorts)) return []
    return [{ table, plan }]
  })
}

/** As good as empty: no engine looks for an index there. */
const fewRows = 10

const mysqlScans = (
  rows: readonly Record<string, unknown>[],
  tableOf: ReadonlyMap<string, string>,
  isCutShort: boolean,
): FullScan[] => {
  const sorts = rows.some(({ Extra }) => /Using (?:filesort|temporary)/.test(String(Extra)))
  return rows.flatMap(({ table: alias, type, key, rows: estimate, Extra }) => {
    const table = tableOf.get(String(alias))
    if (table === undefined || (type !== 'ALL' && type !== 'index')) return []
    if (type === 'index' && isCutShort && !sorts) return []
    if (Number(estimate) <= fewRows) return []
    return [{ table, plan: `${type} ${alias} key=${key} rows=${estimate} ${Extra ?? ''}`.trim() }]
  })
}
