import type { Album } from '@vitrine/core'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** One album of the tree, with those below it where it is open. */
export interface AlbumNode {
  readonly id: number
  readonly name: string
  readonly editUrl: string
  readonly marks: readonly { readonly icon: 'lock' | 'search' | 'file' | null; readonly text: string }[]
  readonly countsText: string
  readonly toggle: { readonly url: string; readonly label: string; readonly isOpen: boolean } | null
  readonly upLabel: string | null
  readonly downLabel: string | null
  readonly newUrl: string
  readonly newLabel: string
  readonly below: readonly AlbumNode[]
  readonly allBelow: { readonly url: string; readonly text: string } | null
}

/** `ManagedAlbumsView@1` */
export interface ManagedAlbumsView extends Managed {
  readonly notice: string | null
  readonly csrfToken: string | null
  readonly breadcrumbs: readonly { readonly name: string; readonly url: string | null }[]
  readonly text: string
  readonly searchUrl: string
  readonly newUrl: string
  readonly foundText: string | null
  readonly albums: readonly AlbumNode[]
  readonly moreUrl: string | null
  readonly placeUrl: string
  readonly returnTo: string
}

/** A level of the tree as it was read. */
export interface AlbumLevel {
  readonly albums: readonly Album[]
  readonly total: number
  readonly nextCursor: string | null
}

export interface TreeState {
  readonly under: number | null
  /** Albums whose children are shown. */
  readonly open: ReadonlySet<number>
  readonly levels: ReadonlyMap<number | null, AlbumLevel>
}

export const toAlbumMarks = (album: Album, { t }: Pick<ViewContext, 't'>): AlbumNode['marks'] => [
  ...(album.visibility === 'private' ? [{ icon: null, text: t('malbums.private') }] : []),
  ...(album.locked ? [{ icon: 'lock' as const, text: t('malbums.locked') }] : []),
  ...(album.isSmart ? [{ icon: 'search' as const, text: t('malbums.smart') }] : []),
  ...(album.mirrorsFolder ? [{ icon: 'file' as const, text: t('malbums.folder') }] : []),
]

export const treeUrl = (
  { links }: Pick<ViewContext, 'links'>,
  { under, open }: { under: number | null; open: Iterable<number> },
  cursor?: string,
): string => links.path('/admin/albums', { under, open: [...open].join('.'), cursor })

/** @param isTree - `false`: a list of what was found, without order and children. */
export const toAlbumNode = (
  album: Album,
  place: { readonly index: number; readonly last: number; readonly isTree: boolean },
  tree: TreeState,
  context: ViewContext,
): AlbumNode => {
  const { links, t } = context
  const { name } = album
  const isOpen = tree.open.has(album.id)
  const level = place.isTree && isOpen ? tree.levels.get(album.id) : undefined
  const others = new Set(tree.open)
  if (isOpen) others.delete(album.id)
  else others.add(album.id)
  return {
    id: album.id,
    name,
    editUrl: links.path(`/admin/albums/${album.id}`),
    marks: toAlbumMarks(album, context),
    countsText: t('malbums.counts', { photos: album.counts.photos, albums: album.counts.albums }),
    toggle:
      album.counts.albums === 0
        ? null
        : place.isTree
          ? {
              url: `${treeUrl(context, { under: tree.under, open: others })}#album-${album.id}`,
              label: t(isOpen ? 'malbums.close' : 'malbums.open', { name }),
              isOpen,
            }
          : { url: treeUrl(context, { under: album.id, open: [] }), label: t('malbums.open', { name }), isOpen: false },
    upLabel: place.isTree && place.index > 0 ? t('malbums.up', { name }) : null,
    downLabel: place.isTree && place.index < place.last ? t('malbums.down', { name }) : null,
    newUrl: links.path('/admin/albums/new', { parent: album.id }),
    newLabel: t('malbums.newBelow', { name }),
    below: level ? toAlbumNodes(level, tree, context) : [],
    allBelow:
      level && level.nextCursor !== null
        ? {
            url: treeUrl(context, { under: album.id, open: [] }),
            text: t('malbums.allBelow', { count: level.total }),
          }
        : null,
  }
}

export const toAlbumNodes = (level: AlbumLevel, tree: TreeState, context: ViewContext): AlbumNode[] =>
  level.albums.map((album) =>
    toAlbumNode(album, { index: album.position, last: level.total - 1, isTree: true }, tree, context),
  )

export const toManagedAlbumsView = (
  albums: readonly AlbumNode[],
  request: Pick<
    ManagedAlbumsView,
    'notice' | 'csrfToken' | 'breadcrumbs' | 'text' | 'foundText' | 'moreUrl' | 'returnTo'
  > & { readonly under: number | null },
  context: ViewContext,
): ManagedAlbumsView => {
  const { under, ...view } = request
  return {
    ...view,
    nav: toManageNav('albums', context),
    searchUrl: context.links.path('/admin/albums'),
    newUrl: context.links.path('/admin/albums/new', { parent: under }),
    placeUrl: context.links.path('/admin/albums/place'),
    albums,
  }
}
