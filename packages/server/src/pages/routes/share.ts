import {
  type ActorGallery,
  type Album,
  type Capability,
  type Level,
  type Photo,
  type ShareDraft,
  VitrineError,
} from '@vitrine/core'
import type { RequestIdentity } from '../../auth/request-identity.ts'
import { redirectResponse } from '../document.ts'
import { maxLongFormBytes, readForm } from '../form.ts'
import { readPhotos } from '../lists/list-query.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { maxSearchLength, photosPerPage, readSearch } from '../query.ts'
import { readId } from '../read-id.ts'
import { type FormFault, faultAt, noFault, toFormFault } from '../view-models/form-page.ts'
import { toPhotoCards } from '../view-models/photo-card.ts'
import { photoTitle } from '../view-models/picture.ts'
import { type ShareView, toMade } from '../view-models/share.ts'
import { linkRights, shareFields } from '../view-models/share-fields.ts'
import { listLinks, listSizes, readTerms } from './share-terms.ts'

/** Photos that are offered to choose from. */
const maxOffered = 200

type Target =
  | { readonly album: Album; readonly picks: boolean }
  | { readonly photo: Photo }
  | { readonly q: string }
  | { readonly chosen: readonly Photo[] }

/** `/share?album=12`, `/share?album=12&pick=1`, `/share?photo=34`, `/share?q=sea`: makes links; `/share/chosen`, of photos of any list. */
export const registerShare = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  /** @throws {VitrineError} `ALBUM_NOT_FOUND`, `PHOTO_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN` */
  const readTarget = async ({ gallery, identity }: PageRequest, query: URLSearchParams): Promise<Target> => {
    const photoId = readId(query, 'photo')
    const albumId = readId(query, 'album')
    const q = readSearch(query)
    if (q !== '' && q.length <= maxSearchLength) return readQueryTarget(gallery, identity, q)
    if (photoId === null && albumId === null && query.has('photos')) return readChosen(gallery, identity, query)
    if (photoId === null && albumId === null) throw new VitrineError('ALBUM_NOT_FOUND')
    const target =
      photoId !== null
        ? { photo: await gallery.photos.get(photoId) }
        : { album: await gallery.albums.get(albumId ?? 0), picks: query.get('pick') === '1' }
    const { capabilities } = 'photo' in target ? target.photo : target.album
    if (capabilities.includes('share')) return target
    throw new VitrineError(identity.actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }

  /** All of them or none, as the link itself is made. */
  const readChosen = async (
    { photos }: ActorGallery,
    { actor }: RequestIdentity,
    query: URLSearchParams,
  ): Promise<Target> => {
    const ids = readPhotos(query)
    const chosen = await photos.getMany(ids)
    if (chosen.length < ids.length) throw new VitrineError('PHOTO_NOT_FOUND')
    if (chosen.every(({ capabilities }) => capabilities.includes('share'))) return { chosen }
    throw new VitrineError(actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }

  /** What may be shared of it is decided photo by photo: here it is enough that there is one such photo among the first. */
  const readQueryTarget = async ({ photos }: ActorGallery, { actor }: RequestIdentity, q: string): Promise<Target> => {
    const { items } = await photos.list({ q, limit: photosPerPage })
    if (items.some(({ capabilities }) => capabilities.includes('share'))) return { q }
    throw new VitrineError(actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }

  const answer = async (
    request: PageRequest,
    target: Target,
    { typed = new URLSearchParams(), fault = noFault, made = null }: Typed = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity } = request
    const { csrfToken } = identity
    const album = 'album' in target ? target.album : null
    const picks = 'album' in target && target.picks
    const isQuery = 'q' in target || (album?.isSmart === true && !picks)
    const name = 'chosen' in target ? t('count.photos', { count: target.chosen.length }) : nameOf(target)
    const capabilities = capabilitiesOf(target)
    const [path, { level }, list, offered, sizes] = await Promise.all([
      album ? gallery.albums.path(album.id) : [],
      request.me(),
      album ? listLinks(request, { album: album.id, limit: 200 }, pages) : null,
      album && picks ? gallery.photos.list({ album: album.id, limit: maxOffered }) : null,
      listSizes(gallery),
    ])
    const sharePath = (pick?: 1) => links.path('/share', { album: album?.id, pick })
    const view: ShareView = {
      title: t('share.title', { name }),
      lead: isQuery ? t('share.query.lead') : null,
      breadcrumbs: [
        ...path.map((crumb) => ({ name: crumb.name, url: links.albumUrl(crumb) })),
        ...('photo' in target ? [{ name, url: links.photoUrl(target.photo) }] : []),
        { name: t('share.tool'), url: null },
      ],
      notice: request.query.get('done') === 'all' ? t('links.done.all') : null,
      made,
      form: {
        id: 'share',
        title: t('share.new'),
        method: 'post',
        action: links.path('/share'),
        csrfToken,
        error: fault.message,
        fields: [
          ...hiddenOf(target),
          ...(picks ? [{ kind: 'hidden' as const, name: 'pick', value: '1' }] : []),
          ...shareFields(
            made ? new URLSearchParams() : typed,
            { name, album: picks || isQuery ? null : album, capabilities, level, sizes, error: fault.of },
            pages,
          ),
        ],
        submit: t('share.submit'),
      },
      photos: offered && {
        cards: toPhotoCards(offered.items, {}, pages).map((card) => ({ ...card, isNew: false })),
        note: offered.nextCursor === null ? null : t('share.pick.first', { count: maxOffered }),
        error: fault.of('photos'),
        picked: new Set(typed.getAll('photos').map(Number)),
      },
      other: album && {
        url: sharePath(picks ? undefined : 1),
        label: t(picks ? 'share.pick.all' : 'share.pick'),
      },
      list,
      revokeAll:
        album && list?.rows.some((row) => row.revoke !== null)
          ? { action: links.path('/share/revoke-all'), album: album.id }
          : null,
    }
    return { page: 'share', view, head: { title: view.title, noIndex: true }, status: fault.status, keep: false }
  }

  interface Typed {
    readonly typed?: URLSearchParams
    readonly fault?: FormFault
    readonly made?: ShareView['made']
  }

  router.get('/share', async (request) => answer(request, await readTarget(request, request.query)))

  // What was chosen can be too much for an address.
  router.post('/share/chosen', async (request) => {
    const chosen = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, chosen.get('csrfToken'))
    if (!chosen.has('photos')) return redirectResponse(links.homeUrl(), server.options)
    const only = new URLSearchParams(chosen.getAll('photos').map((id): [string, string] => ['photos', id]))
    return answer(request, await readTarget(request, only))
  })

  router.post('/share', async (request) => {
    const { event, gallery } = request
    const typed = await readForm(event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(event, typed.get('csrfToken'))
    const target = await readTarget(request, typed)
    const picked = typed
      .getAll('photos')
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id > 0)
    if ('album' in target && target.picks && picked.length === 0)
      return answer(request, target, { typed, fault: faultAt('photos', t('share.pick.none'), pages) })
    try {
      const terms = readTerms(typed)
      const { link, key } = await gallery.shares.create({
        ...terms,
        name: (typed.get('name') ?? '').trim(),
        password: terms.password ?? null,
        capabilities: ['view', ...ticked(typed)],
        level: Number(typed.get('level') ?? 0) as Level,
        ...opensOf(target, picked, typed.get('what') === 'tree'),
      })
      const origin = server.options.baseUrl ?? event.url.origin
      return await answer(request, target, { made: toMade(link.name, `${origin}${links.shareUrl(key)}`) })
    } catch (error) {
      return answer(request, target, { typed, fault: toFormFault(error, pages) })
    }
  })

  router.post('/share/revoke-all', async ({ event, gallery }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    const album = readId(form, 'album') ?? 0
    await gallery.shares.revokeAllOf(album)
    return redirectResponse(links.path('/share', { album, done: 'all' }), server.options)
  })
}

const capabilitiesOf = (target: Target): readonly Capability[] => {
  if ('chosen' in target)
    return target.chosen.every(({ capabilities }) => capabilities.includes('download')) ? ['download'] : []
  if ('q' in target) return ['download']
  return 'photo' in target ? target.photo.capabilities : target.album.capabilities
}

const nameOf = (target: Exclude<Target, { chosen: unknown }>): string =>
  'photo' in target ? photoTitle(target.photo) : 'q' in target ? target.q : target.album.name

const hiddenOf = (target: Target): { readonly kind: 'hidden'; readonly name: string; readonly value: string }[] => {
  if ('chosen' in target) return target.chosen.map(({ id }) => ({ kind: 'hidden', name: 'photos', value: String(id) }))
  const [name, value] =
    'photo' in target ? ['photo', target.photo.id] : 'q' in target ? ['q', target.q] : ['album', target.album.id]
  return [{ kind: 'hidden', name: String(name), value: String(value) }]
}

/** Of a smart album what fits its query, as its maker sees it: it holds no photos that could be granted. */
const opensOf = (
  target: Target,
  picked: readonly number[],
  withBelow: boolean,
): Pick<ShareDraft, 'photoIds' | 'query' | 'albumIds' | 'withBelow'> => {
  if ('photo' in target) return { photoIds: [target.photo.id] }
  if ('chosen' in target) return { photoIds: target.chosen.map(({ id }) => id) }
  if ('q' in target) return { query: target.q }
  if (target.picks) return { photoIds: picked }
  const { id, isSmart } = target.album
  return isSmart ? { query: `albumid:${id}` } : { albumIds: [id], withBelow }
}

const ticked = (form: URLSearchParams): Capability[] => linkRights.filter((one) => form.get(one) === '1')
