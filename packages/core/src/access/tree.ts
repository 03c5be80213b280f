/** An album as far as rights and order go. */
export interface TreeAlbum {
  readonly id: number
  readonly parentId: number | null
  readonly position: number
  readonly isPrivate: boolean
  readonly isLocked: boolean
  readonly inheritsGrants: boolean
  readonly theme: string | null
}

/** A grant as stored: a bit set for one principal on one album. */
export interface TreeGrant {
  readonly albumId: number
  /** `user:7`, `group:3`, `link:5`. */
  readonly principal: string
  readonly bits: number
}

/**
 * The shape of the gallery in memory, in preorder: the albums below one are the places from it to its end.
 * Immutable; a change of the tree makes a new one.
 */
export interface AlbumTree {
  readonly version: number
  readonly size: number
  /** Highest album id there is; 0 without any. */
  readonly maxId: number
  /** Album ids by place. */
  readonly ids: Int32Array
  /** Place of the parent, -1 at the root. */
  readonly parents: Int32Array
  /** One past the last place below. */
  readonly ends: Int32Array
  readonly depths: Uint16Array
  /** Bit 1: private, 2: locked, 4: inherits grants. */
  readonly flags: Uint8Array
  /** Grants by principal. */
  readonly grants: ReadonlyMap<string, readonly { readonly place: number; readonly bits: number }[]>
  /** By place, of the few albums that have one of their own. */
  readonly themes: ReadonlyMap<number, string>
  placeOf(albumId: number): number | undefined
  /** Places of the albums directly below, in order; of the root albums for `null`. */
  childrenOf(place: number | null): number[]
}

export const isPrivate = 1
export const isLocked = 2
export const inheritsGrants = 4

export const buildTree = (version: number, albums: readonly TreeAlbum[], grants: readonly TreeGrant[]): AlbumTree => {
  const children = new Map<number | null, TreeAlbum[]>()
  for (const album of albums) {
    const siblings = children.get(album.parentId)
    if (siblings) siblings.push(album)
    else children.set(album.parentId, [album])
  }
  for (const siblings of children.values()) siblings.sort((a, b) => a.position - b.position || a.id - b.id)

  const size = albums.length
  const ids = new Int32Array(size)
  const parents = new Int32Array(size)
  const ends = new Int32Array(size)
  const depths = new Uint16Array(size)
  const flags = new Uint8Array(size)
  const themes = new Map<number, string>()
  const maxId = albums.reduce((max, album) => Math.max(max, album.id), 0)
  const places = createPlaces(size, maxId)

  // By hand instead of by recursion: the depth is bounded by a rule, not by the stack.
  let next = 0
  const stack: { siblings: readonly TreeAlbum[]; index: number; parentPlace: number }[] = [
    { siblings: children.get(null) ?? [], index: 0, parentPlace: -1 },
  ]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const album = frame.siblings[frame.index]
    if (!album) {
      stack.pop()
      if (frame.parentPlace >= 0) ends[frame.parentPlace] = next
      continue
    }
    frame.index += 1
    const place = next++
    ids[place] = album.id
    parents[place] = frame.parentPlace
    depths[place] = stack.length - 1
    flags[place] = flagsOf(album)
    if (album.theme !== null) themes.set(place, album.theme)
    places.set(album.id, place)
    stack.push({ siblings: children.get(album.id) ?? [], index: 0, parentPlace: place })
  }

  return Object.freeze({
    version,
    // An album whose parent is missing is not reached from a root: it is left out, and so seen by nobody.
    size: next,
    maxId,
    ids,
    parents,
    ends,
    depths,
    flags,
    grants: byPrincipal(places, grants),
    themes,
    placeOf: places.get,
    childrenOf: (place: number | null) => {
      const found: number[] = []
      const end = place === null ? next : (ends[place] as number)
      for (let child = place === null ? 0 : place + 1; child < end; child = ends[child] as number) found.push(child)
      return found
    },
  })
}

const flagsOf = (album: TreeAlbum): number =>
  (album.isPrivate ? isPrivate : 0) | (album.isLocked ? isLocked : 0) | (album.inheritsGrants ? inheritsGrants : 0)

/** Places by album id: in an array, which is asked a million times for one view, unless most ids are of albums long gone. */
const createPlaces = (size: number, maxId: number) => {
  if (maxId > 8 * size + 1_000) {
    const places = new Map<number, number>()
    return {
      get: (albumId: number) => places.get(albumId),
      set: (albumId: number, place: number) => void places.set(albumId, place),
    }
  }
  const places = new Int32Array(maxId + 1).fill(-1)
  return {
    get: (albumId: number): number | undefined => {
      const place = places[albumId]
      return place === undefined || place < 0 ? undefined : place
    },
    set: (albumId: number, place: number): void => {
      places[albumId] = place
    },
  }
}

/** The same albums with other grants. */
export const withGrants = (tree: AlbumTree, version: number, grants: readonly TreeGrant[]): AlbumTree =>
  Object.freeze({ ...tree, version, grants: byPrincipal({ get: tree.placeOf }, grants) })

/**
 * The same albums at the same places, some of which are open to others now: `grants` are all that these have. `null` where one of them
 * is not where it was.
 */
export const withAlbums = (
  tree: AlbumTree,
  version: number,
  changed: { readonly albums: readonly TreeAlbum[]; readonly grants: readonly TreeGrant[] },
): AlbumTree | null => {
  const flags = tree.flags.slice()
  const themes = new Map(tree.themes)
  const places = new Set<number>()
  for (const album of changed.albums) {
    const place = tree.placeOf(album.id)
    if (place === undefined) return null
    const parent = tree.parents[place] as number
    if ((parent < 0 ? null : tree.ids[parent]) !== album.parentId) return null
    flags[place] = flagsOf(album)
    if (album.theme === null) themes.delete(place)
    else themes.set(place, album.theme)
    places.add(place)
  }
  const grants = new Map(
    [...tree.grants].map(([principal, list]) => [
      principal,
      list.some(({ place }) => places.has(place)) ? list.filter(({ place }) => !places.has(place)) : list,
    ]),
  )
  for (const [principal, list] of byPrincipal({ get: tree.placeOf }, changed.grants))
    grants.set(principal, [...(grants.get(principal) ?? []), ...list])
  return Object.freeze({ ...tree, version, flags, grants, themes })
}

/** The theme of an album: its own, or that of the nearest one above that has one. */
export const pageThemeOf = ({ themes, parents }: AlbumTree, place: number): string | null => {
  if (themes.size === 0) return null
  for (let at = place; at >= 0; at = parents[at] as number) {
    const theme = themes.get(at)
    if (theme !== undefined) return theme
  }
  return null
}

const byPrincipal = (
  places: { get(albumId: number): number | undefined },
  grants: readonly TreeGrant[],
): AlbumTree['grants'] => {
  const found = new Map<string, { place: number; bits: number }[]>()
  for (const { albumId, principal, bits } of grants) {
    const place = places.get(albumId)
    if (place === undefined) continue
    const list = found.get(principal)
    if (list) list.push({ place, bits })
    else found.set(principal, [{ place, bits }])
  }
  return found
}
