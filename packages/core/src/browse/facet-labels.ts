import type { CallContext } from '../context.ts'
import { toTagKey } from '../tags/tag.key.ts'
import { toSearchKey } from '../text/search-key.ts'
import { nameIn } from '../translations/read-translations.ts'
import { selectAlbumsByPrefix, selectTagsByPrefix, selectUserNames } from './browse.store.ts'
import type { ValueFacet } from './browse.types.ts'
import type { Tally, TallyValue } from './tally.ts'

/** A value with its count and with what people call it. */
export interface LabelledValue {
  readonly value: TallyValue
  readonly label: string
  readonly photos: number
}

/** Users looked through for a name. */
const maxUsers = 1_000

/** Values of a tally that are called so, with their counts; all of them without `startsWith`. */
export const matching = async (
  { gallery }: CallContext,
  name: ValueFacet,
  tally: Tally,
  startsWith: string | undefined,
): Promise<{ value: TallyValue; photos: number }[]> => {
  const all = tally.values.map((value, index) => ({ value, photos: tally.counts[index] as number }))
  if (startsWith === undefined) return all
  const db = gallery.connections.read
  const among = (ids: readonly number[]) => {
    const wanted = new Set<TallyValue>(ids)
    return all.filter(({ value }) => wanted.has(value))
  }
  switch (name) {
    case 'tag':
      return among(await selectTagsByPrefix(db, toTagKey(startsWith) || startsWith))
    case 'album':
      return among(await selectAlbumsByPrefix(db, gallery.dialect, tally.values.map(Number), startsWith))
    case 'uploader': {
      const rows = await selectUserNames(db, gallery.dialect, tally.values.slice(0, maxUsers).map(Number))
      return among(rows.filter((row) => begins(row.name, startsWith)).map(({ id }) => id))
    }
    default:
      return all.filter(({ value }) => begins(tally.labels?.get(value) ?? String(value), startsWith))
  }
}

const begins = (text: string, start: string): boolean => {
  const key = toSearchKey(start).trim()
  return ` ${toSearchKey(text)}`.includes(` ${key}`)
}

/** The values with their names: one query for all of them. Those whose row has gone meanwhile are left out. */
export const labelled = async (
  { gallery, rights }: CallContext,
  name: ValueFacet,
  tally: Tally,
  values: readonly { readonly value: TallyValue; readonly photos: number }[],
): Promise<LabelledValue[]> => {
  if (name !== 'tag' && name !== 'album' && name !== 'uploader')
    return values.map((each) => ({ ...each, label: tally.labels?.get(each.value) ?? String(each.value) }))
  const ids = values.map(({ value }) => Number(value))
  const rows =
    name === 'uploader'
      ? await selectUserNames(gallery.connections.read, gallery.dialect, ids)
      : (await gallery.lookups[name === 'tag' ? 'tags' : 'albums'](rights.commit, ids)).values()
  const nameOf = new Map<TallyValue, string>(
    Array.from(rows, (row) => [row.id, nameIn({ translations: null, ...row }, gallery.language).name]),
  )
  return values.flatMap((each) => {
    const label = nameOf.get(each.value)
    return label === undefined ? [] : [{ ...each, label }]
  })
}
