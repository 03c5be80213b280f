import { type ActorGallery, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor } from '../../query.ts'
import { readId } from '../../read-id.ts'
import {
  type AlbumLevel,
  type TreeState,
  toAlbumNode,
  toAlbumNodes,
  toManagedAlbumsView,
  treeUrl,
} from '../../view-models/admin/managed-albums.ts'

const maxSearchLength = 200

const albumsPerLevel = 100
/** Each one open is a list to read. */
const maxOpen = 30
const maxFound = 50

/** `/admin/albums`: the tree, a level at a time, in its order. */
export const registerAdminAlbums = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  router.get('/admin/albums', async (request) => {
    await requireAdmin(request)
    const { gallery, query, identity } = request
    const text = (query.get('text') ?? '').slice(0, maxSearchLength).trim()
    const under = readId(query, 'under')
    const cursor = readCursor(query)
    const open = readOpen(query.get('open'))
    const crumbs = under === null ? [] : await gallery.albums.path(under)
    const levels = text === '' ? await readLevels(gallery, under, open, cursor) : new Map<number | null, AlbumLevel>()
    const tree: TreeState = { under, open, levels }
    const top = levels.get(under)
    const found = text === '' ? null : await gallery.albums.find(text, { limit: maxFound })
    const nodes = found
      ? found.map((album) => toAlbumNode(album, { index: 0, last: 0, isTree: false }, tree, pages))
      : top
        ? toAlbumNodes(top, tree, pages)
        : []
    return {
      page: 'admin-albums',
      view: toManagedAlbumsView(
        nodes,
        {
          under,
          text,
          notice: readNotice(query, pages),
          csrfToken: identity.csrfToken,
          foundText: found ? t('malbums.found', { count: found.length }) : null,
          moreUrl: top?.nextCursor ? treeUrl(pages, { under, open: [] }, top.nextCursor) : null,
          returnTo: `${treeUrl(pages, { under, open }, cursor)}`,
          breadcrumbs:
            crumbs.length === 0
              ? []
              : [
                  { name: t('manage.albums'), url: links.path('/admin/albums') },
                  ...crumbs.map(({ id, name }) => ({
                    name,
                    url: id === under ? null : treeUrl(pages, { under: id, open: [] }),
                  })),
                ],
        },
        pages,
      ),
      head: { title: t('manage.albums'), section: 'manage', noIndex: true },
      keep: false,
    }
  })

  router.post('/admin/albums/place', async (request) => {
    const form = await readAdminForm(request, server)
    const { albums } = request.gallery
    const isUp = form.has('up')
    const id = readId(form, isUp ? 'up' : 'down')
    if (id === null) throw new VitrineError('ALBUM_NOT_FOUND')
    const { parentId, position } = await albums.get(id)
    await albums.move(id, { parentId, position: Math.max(0, position + (isUp ? -1 : 1)) })
    const returnTo = links.safeReturnTo(form.get('return')).split('#')[0] ?? ''
    return redirectResponse(`${returnTo}#album-${id}`, server.options)
  })
}

const readOpen = (value: string | null): Set<number> => {
  const ids = (value ?? '').split('.').map((part) => (/^[1-9]\d{0,15}$/.test(part) ? Number(part) : 0))
  return new Set(ids.filter((id) => Number.isSafeInteger(id) && id > 0).slice(-maxOpen))
}

/** The level asked for and those of the open albums in it, in them, and so on. */
const readLevels = async (
  gallery: ActorGallery,
  under: number | null,
  open: ReadonlySet<number>,
  cursor: string | undefined,
): Promise<Map<number | null, AlbumLevel>> => {
  const levels = new Map<number | null, AlbumLevel>()
  const read = async (parent: number | null, from?: string): Promise<void> => {
    const page = await gallery.albums.list({ parent, limit: albumsPerLevel, cursor: from })
    levels.set(parent, { albums: page.items, total: page.total, nextCursor: page.nextCursor })
    for (const { id, counts } of page.items) if (open.has(id) && counts.albums > 0) await read(id)
  }
  await read(under, cursor)
  return levels
}
