import { capabilityBit, fromBits } from '../access/capabilities.ts'
import { bitsOf, type Rights } from '../access/rights.ts'
import { pageThemeOf } from '../access/tree.ts'
import type { CallContext } from '../context.ts'
import { selectValues } from '../fields/field.values.ts'
import { textsIn, toTranslations } from '../translations/read-translations.ts'
import type { Album } from './album.types.ts'
import { coversOf } from './album-covers.ts'
import type { AlbumFigures } from './album-figures.ts'
import { toChildrenOrder } from './children-order.ts'

const isSeen = ({ view }: Rights, place: number): boolean => ((view.bits[place] as number) & capabilityBit.view) !== 0

/**
 * Places of the albums to show directly below one. An album that is seen below one that is not (granted inside a private one)
 * moves up to the nearest ancestor that is seen: what may be seen can be reached.
 */
export const visibleChildren = (rights: Rights, parentPlace: number | null): number[] => {
  const { tree } = rights
  const end = parentPlace === null ? tree.size : (tree.ends[parentPlace] as number)
  const children: number[] = []
  for (let place = parentPlace === null ? 0 : parentPlace + 1; place < end; ) {
    if (isSeen(rights, place)) {
      children.push(place)
      place = tree.ends[place] as number
    } else place += 1
  }
  return children
}

/** Nearest ancestor that is seen, -1 where there is none. */
export const visibleParent = (rights: Rights, place: number): number => {
  let parent = rights.tree.parents[place] as number
  while (parent >= 0 && !isSeen(rights, parent)) parent = rights.tree.parents[parent] as number
  return parent
}

/** Place of each album among those that the actor sees beside it: a gap would tell of one that it does not. */
const createPositions = (rights: Rights) => {
  const known = new Map<number, Map<number, number>>()
  return (place: number): number => {
    const parent = visibleParent(rights, place)
    let positions = known.get(parent)
    if (!positions) {
      positions = new Map(visibleChildren(rights, parent < 0 ? null : parent).map((child, index) => [child, index]))
      known.set(parent, positions)
    }
    return positions.get(place) ?? 0
  }
}

/** Albums as the actor sees them, in the order of the ids given; those that are gone are left out. */
export const toAlbums = async (
  context: CallContext,
  figures: AlbumFigures,
  ids: readonly number[],
): Promise<Album[]> => {
  const { gallery, rights } = context
  const { tree } = rights
  const rows = await gallery.lookups.albums(rights.commit, ids)
  const [covers, datesOf, valuesOf] = await Promise.all([
    coversOf(context, figures, [...rows.values()]),
    gallery.albumDates(rights, figures, [...rows.keys()]),
    selectValues(gallery.connections.read, gallery.dialect, rights.fields, { subject: 'album', ids: [...rows.keys()] }),
  ])
  const positionOf = createPositions(rights)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    const place = tree.placeOf(id)
    if (!row || place === undefined) return []
    const parent = visibleParent(rights, place)
    const bits = bitsOf(rights, id)
    const { texts, languages } = textsIn(row, gallery.language, ['name', 'description'])
    const isEditor = (bits & capabilityBit.edit) !== 0
    return [
      {
        id,
        parentId: parent < 0 ? null : (tree.ids[parent] as number),
        name: texts.name ?? row.name,
        slug: row.slug,
        description: texts.description ?? row.description,
        languages,
        translations: isEditor ? toTranslations(row) : null,
        visibility: row.visibility,
        locked: row.is_locked !== 0,
        position: positionOf(place),
        coverPhotoId: covers.get(id) ?? null,
        // That a cover was chosen would tell of a photo that is not seen.
        coverMode: row.cover_mode === 'fixed' && covers.get(id) !== row.cover_photo_id ? 'auto' : row.cover_mode,
        comments: row.allows_comments !== 0,
        theme: row.theme,
        pageTheme: pageThemeOf(tree, place),
        photoSort: row.photo_sort,
        childrenOrder: toChildrenOrder(row.children_order),
        permalink: row.permalink,
        isSmart: row.query !== null,
        query: isEditor ? row.query : null,
        counts: {
          photos: figures.direct[place] as number,
          photosBelow: figures.below[place] as number,
          albums: visibleChildren(rights, place).length,
        },
        fields: valuesOf.get(id) ?? {},
        mirrorsFolder: row.is_folder !== 0,
        capabilities: fromBits(bits),
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        ...datesOf(place),
      },
    ]
  })
}
