import { sql } from 'kysely'
import { visiblePhotos } from '../access/predicate.ts'
import type { CallContext } from '../context.ts'
import { isEmpty } from '../sets/bits.ts'
import { compileQuery } from './compile.ts'
import { type QueryDoubt, readQuery } from './parse.ts'
import { printQuery } from './print.ts'
import type { Query } from './query.types.ts'

/** How a query's text was understood. */
export interface QueryReading {
  readonly query: Query
  /** The query as it was read, in the form it is printed in. */
  readonly text: string
  /** What looked like a condition and was taken for words; custom fields that do not exist. */
  readonly doubts: readonly QueryDoubt[]
  /** Words and phrases, as printed, that no photo has of those that the actor may see. */
  readonly notFound: readonly string[]
}

/** Words looked up; the others are taken to be found. */
const maxWords = 30

/** Reads a query for somebody: one statement finds the words that nothing fits. */
export const explainText = async ({ gallery, rights }: CallContext, text: string): Promise<QueryReading> => {
  const { query, doubts } = readQuery(text)
  const leaves = leavesOf(query)
  const unknown = leaves.flatMap((leaf): QueryDoubt[] =>
    leaf.type === 'custom' && !rights.fields.byKey.photo.has(leaf.key)
      ? [{ problem: 'field', text: printQuery(leaf) }]
      : [],
  )
  const words = new Map(leaves.flatMap((leaf) => (leaf.type === 'text' ? [[printQuery(leaf), leaf] as const] : [])))
  const asked = [...words].slice(0, maxWords)
  const fitting = await findFitting(
    { gallery, rights },
    asked.map(([, leaf]) => leaf),
  )
  const notFound = asked.flatMap(([printed], index) => (fitting[index] ? [] : [printed]))
  return { query, text: printQuery(query), doubts: [...doubts, ...unknown], notFound }
}

/** Of each condition whether a photo that the actor sees fits it. */
const findFitting = async (
  { gallery, rights }: Pick<CallContext, 'gallery' | 'rights'>,
  leaves: readonly Query[],
): Promise<boolean[]> => {
  if (leaves.length === 0) return []
  const { connections, dialect, sets } = gallery
  const catalogue = await sets.current(rights.commit)
  if (catalogue) {
    const fits: boolean[] = []
    for (const leaf of leaves) fits.push(!isEmpty(await sets.select(rights, { also: [leaf] }, catalogue)))
    return fits
  }
  const row = await connections.read
    .selectNoFrom((eb) =>
      leaves.map((leaf, index) => {
        const fits = compileQuery(leaf, { rights, dialect })
        return eb
          .exists(
            eb
              .selectFrom('photos')
              .select(sql<number>`1`.as('one'))
              .where(visiblePhotos(rights, dialect))
              .where((inner) => (fits ? fits(inner) : sql<boolean>`1 = 1`)),
          )
          .as(`w${index}`)
      }),
    )
    .executeTakeFirstOrThrow()
  return leaves.map((_, index) => Number((row as Readonly<Record<string, unknown>>)[`w${index}`]) !== 0)
}

const leavesOf = (query: Query): readonly Query[] => {
  switch (query.type) {
    case 'and':
    case 'or':
      return query.of.flatMap(leavesOf)
    // What is excluded need not be found.
    case 'all':
    case 'not':
      return []
    default:
      return [query]
  }
}
