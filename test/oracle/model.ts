import type { ModelActor, ModelAlbum, ModelGrant, ModelPhoto, ModelReference, World } from './model.types.ts'
import { questions } from './questions.ts'

const view = 1
const viewAndDownload = 3
const viewDownloadAndUpload = 7
const share = 32
const manage = 64
const all = 127
/** Smart albums that refer to one another, in a row. */
const deepestReference = 8

/**
 * What one actor may see, written down a second time: slow, recursive, without any index, so that it is plainly right. The gallery
 * must agree with it.
 */
export const modelOf = (world: World, actor: ModelActor) => {
  const link = actor.kind === 'link' ? world.links[actor.link] : undefined
  const ofPhotos = link?.photos ?? null
  const isFlat = link?.withBelow === false
  /** What somebody shows by a link it must hold itself, at every moment; the gallery holds everything. */
  const maker = link && link.maker !== null ? modelOf(world, { kind: 'user', user: link.maker }) : null
  const album = (index: number) => world.albums[index] as ModelAlbum
  const photo = (index: number) => world.photos[index] as ModelPhoto

  const isMine = ({ type, principal }: ModelGrant): boolean => {
    switch (actor.kind) {
      case 'user':
        return type === 'user'
          ? principal === actor.user
          : type === 'group' && (world.groups[principal]?.includes(actor.user) ?? false)
      case 'host':
        return type === 'group' && actor.groups.includes(principal)
      case 'link':
        return type === 'link' && principal === actor.link
      default:
        return false
    }
  }
  const sharedBy = (index: number): number => {
    const bits = maker?.bitsOn(index) ?? all
    return (bits & share) === 0 ? 0 : bits
  }
  const grantsOn = (index: number): number => {
    let bits = 0
    for (const grant of world.grants) if (grant.album === index && isMine(grant)) bits |= grant.bits
    // Whoever holds a link has no name: looking, downloading and handing in is all it gives.
    if (actor.kind === 'link') bits &= viewDownloadAndUpload
    if (maker) bits &= sharedBy(index)
    const { parent, inherits } = album(index)
    return parent !== null && inherits && !isFlat ? bits | grantsOn(parent) : bits
  }
  const isLocked = (index: number): boolean => {
    const { parent } = album(index)
    return album(index).isLocked || (parent !== null && isLocked(parent))
  }
  /** What is public lies open to everybody who sees what it is in; a link opens nothing but what was granted to it. */
  const isOpen = (index: number): boolean => {
    const { parent, isPrivate } = album(index)
    if (isPrivate || isFlat) return false
    return parent === null ? actor.kind !== 'link' : seesAlbum(parent)
  }
  const bitsOn = (index: number): number => {
    if (actor.kind === 'admin') return all
    if (ofPhotos) return 0
    const bits = grantsOn(index)
    if (isLocked(index) && (actor.kind === 'link' || (bits & manage) === 0)) return 0
    const open = isOpen(index)
    if (!open && (bits & view) === 0) return 0
    if (maker && (maker.bitsOn(index) & view) === 0) return 0
    if (maker) return (bits | view) & maker.bitsOn(index)
    return bits | view | (open && actor.kind !== 'link' ? viewAndDownload : 0)
  }
  const seesAlbum = (index: number): boolean => (bitsOn(index) & view) !== 0

  const level = Math.min(levelOf(world, actor), maker?.level ?? 8)
  const mayMakerShare = (index: number): boolean =>
    maker === null || (photo(index).level <= maker.level && photo(index).albums.some((at) => sharedBy(at) !== 0))
  const isPicked = (index: number): boolean =>
    typeof ofPhotos?.question === 'number'
      ? (questions[ofPhotos.question]?.fits(photo(index), world) ?? false)
      : (ofPhotos?.picked.includes(index) ?? false)
  const seesPhoto = (index: number): boolean => {
    if (photo(index).isDeleted) return false
    if (ofPhotos) return photo(index).level <= level && isPicked(index) && mayMakerShare(index)
    return actor.kind === 'admin' || (photo(index).level <= level && photo(index).albums.some(seesAlbum))
  }
  const isBelow = (index: number, top: number): boolean => {
    const { parent } = album(index)
    return index === top || (parent !== null && isBelow(parent, top))
  }
  const isTagBelow = (tag: number, top: number): boolean => {
    const parent = world.tags[tag]?.parent ?? null
    return tag === top || (parent !== null && isTagBelow(parent, top))
  }
  const photos = world.photos.map((_, index) => index).filter(seesPhoto)
  const albums = world.albums.map((_, index) => index).filter(seesAlbum)
  const fitting = (question: number) => photos.filter((index) => questions[question]?.fits(photo(index), world))

  const recursive = (top: number): number[] =>
    photos.filter((index) => photo(index).albums.some((holder) => seesAlbum(holder) && isBelow(holder, top)))
  /** What a reference finds in the query of a smart album: `path` leads to it, and what leads back finds nothing. */
  const referred = ({ album: to, isTree }: ModelReference, path: readonly number[]): number[] => {
    const isSmart = album(to).question !== null
    if (!seesAlbum(to) || (isSmart && (path.includes(to) || path.length >= deepestReference))) return []
    const own = direct(to, path)
    return isTree ? [...own, ...recursive(to)] : own
  }
  /** Photos of an album itself; of a smart one, those that fit. */
  const direct = (top: number, path: readonly number[] = []): number[] => {
    const { question, refers } = album(top)
    if (question === null) return photos.filter((index) => photo(index).albums.includes(top))
    const fit = fitting(question)
    if (!refers) return fit
    const found = referred(refers, [...path, top])
    return photos.filter((index) =>
      refers.isNegated ? fit.includes(index) && !found.includes(index) : fit.includes(index) || found.includes(index),
    )
  }
  /** Photos of an album and all below; a smart one has those that fit as well, and gives none to the albums above it. */
  const within = (top: number) => [...new Set([...direct(top), ...recursive(top)])].sort((a, b) => a - b)

  return {
    level,
    albums,
    photos,
    bitsOn,
    fitting,
    /** The nearest album above that is seen. */
    shownBelow: (index: number): number | null => {
      let { parent } = album(index)
      while (parent !== null && !seesAlbum(parent)) parent = album(parent).parent
      return parent
    },
    albumsOf: (index: number) => photo(index).albums.filter(seesAlbum),
    bitsOnPhoto: (index: number) =>
      actor.kind === 'admin'
        ? all
        : ofPhotos
          ? ofPhotos.bits & (maker ? photo(index).albums.reduce((bits, at) => bits | sharedBy(at), 0) : all)
          : photo(index).albums.reduce((bits, holder) => bits | bitsOn(holder), 0),
    direct: (top: number) => direct(top),
    recursive,
    within,
    /** First and last day on which photos of an album or below it were taken. */
    dates: (top: number) => {
      const days = within(top)
        .flatMap((index) => photo(index).created ?? [])
        .sort()
      return days.length === 0 ? null : { from: days[0], to: days.at(-1) }
    },
    /** The last day on which one came in. */
    newest: (top: number): string | null =>
      within(top)
        .map((index) => photo(index).posted)
        .sort()
        .at(-1) ?? null,
    withTag: (tag: number) => photos.filter((index) => photo(index).tags.includes(tag)),
    withTagOrBelow: (top: number) => photos.filter((index) => photo(index).tags.some((tag) => isTagBelow(tag, top))),
  }
}

export type Model = ReturnType<typeof modelOf>

const levelOf = (world: World, actor: ModelActor): number => {
  switch (actor.kind) {
    case 'guest':
      return 0
    case 'admin':
      return 8
    case 'user':
      return world.users[actor.user] ?? 0
    case 'host':
      return actor.level
    case 'link':
      return world.links[actor.link]?.level ?? 0
  }
}
