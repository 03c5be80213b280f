import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { fixQuery } from '../query/fix.ts'
import { parseQuery } from '../query/parse.ts'
import { withBelow, withSmartAlbums } from '../query/smart-albums.ts'
import { isTagKnown } from '../tags/tag.known.ts'
import { selectTagsBelow } from '../tags/tag.tree.ts'
import type { CheckedScope } from './photo.query.ts'
import { toScopeText } from './photo.scope-text.ts'
import { readSmartAlbums } from './photo.smart.ts'
import { isPhotoSort, type PhotoSort } from './photo.sort.ts'
import type { PhotoScope } from './photo.types.ts'

/** A list that was checked, with the order it has where none is asked for. */
export interface CheckedList {
  readonly scope: CheckedScope
  readonly usualSort: PhotoSort
}

/** @throws `ALBUM_NOT_FOUND`, `TAG_NOT_FOUND`, `INPUT_INVALID` where the actor may not ask for that. */
export const checkScope = async (context: CallContext, input: PhotoScope): Promise<CheckedScope> =>
  (await checkList(context, input)).scope

/** @throws As {@link checkScope}. */
export const checkList = async (context: CallContext, input: PhotoScope): Promise<CheckedList> => {
  const { gallery, rights } = context
  const { album, albums = [], recursive } = input
  const now = gallery.clock()
  const albumIds = [...(album === undefined ? [] : [album]), ...albums]
  if (albumIds.some((id) => !sees(rights, id))) throw new VitrineError('ALBUM_NOT_FOUND')
  if (recursive && albumIds.length === 0) throw inputInvalid([{ path: 'recursive', message: 'Needs an album.' }])
  const text = toScopeText(input, now)
  const [rows, tagSets, sorts] = await Promise.all([
    gallery.lookups.albums(rights.commit, albumIds),
    readTagSets(context, input),
    gallery.lookups.photoSorts(rights.commit),
  ])

  // A smart album is its query; with all below, its query or the albums below. It grants nothing: the view is the asker's own.
  const queries = albumIds.flatMap((id) => {
    const query = rows.get(id)?.query
    return query === undefined || query === null ? [] : [{ id, query: fixQuery(parseQuery(query), now) }]
  })
  const asked = parseQuery(text ?? '')
  const named = await readSmartAlbums(context, [asked, ...queries.map(({ query }) => query)], now)
  const smart = queries.map(({ id, query }) => {
    const own = withSmartAlbums(query, named, rights, id)
    return { id, query: recursive ? withBelow(id, own) : own }
  })
  const meaning = withSmartAlbums(asked, named, rights)
  const plain = albumIds.filter((id) => !smart.some((each) => each.id === id))
  const own = album === undefined ? undefined : rows.get(album)?.photo_sort
  return {
    scope: withoutUndefined({
      album: plain[0],
      albums: plain.length > 1 ? plain.slice(1) : undefined,
      recursive: recursive === true && plain.length > 0 ? true : undefined,
      tagSets: tagSets.length === 0 ? undefined : tagSets,
      q: text,
      meaning: meaning === asked ? undefined : meaning,
      also: smart.length === 0 ? undefined : smart.map(({ query }) => query),
    }),
    usualSort: isPhotoSort(own) ? own : album === undefined ? sorts.photos : sorts.albums,
  }
}

/** Each tag of the list with those below it. */
const readTagSets = async (
  context: CallContext,
  { tag, tags = [] }: PhotoScope,
): Promise<readonly (readonly number[])[]> => {
  const ids = [...new Set([...(tag === undefined ? [] : [tag]), ...tags])].sort((a, b) => a - b)
  const { read } = context.gallery.connections
  return Promise.all(
    ids.map(async (id) => {
      if (!(await isTagKnown(context, id))) throw new VitrineError('TAG_NOT_FOUND')
      return (await selectTagsBelow(read, id)).map((below) => below.id)
    }),
  )
}
