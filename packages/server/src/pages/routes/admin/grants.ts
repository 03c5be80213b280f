import type { ActorGallery, Capability, EffectiveGrants, Grant, Principal } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { maxLongFormBytes, readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPathId } from '../../query.ts'
import { type GrantNames, grantable, toGrantsView, toPrincipalField } from '../../view-models/admin/grants.ts'
import { type FormFault, faultAt, toFormFault } from '../../view-models/form-page.ts'
import { albumCrumbs } from './album-crumbs.ts'

/** Names are looked up for so many entries; further ones are shown by their number. */
const maxNamed = 200

interface Typed {
  readonly inherits: boolean
  readonly added: { type: 'user' | 'group'; name: string; capabilities: readonly Capability[] }
  readonly fault: FormFault
}

/** `/admin/albums/12/permissions`: what was granted here, and what comes from above. */
export const registerAdminGrants = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answer = async (request: PageRequest, id: number, typed?: Typed): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const album = await gallery.albums.get(id)
    const [effective, own] = await Promise.all([gallery.rights.effectiveGrants(id), gallery.albums.grants(id)])
    const view = toGrantsView(
      album,
      effective,
      await readNames(gallery, effective),
      {
        breadcrumbs: await albumCrumbs(request, id, pages, t('malbums.permissions')),
        notice: readNotice(query, pages),
        csrfToken: identity.csrfToken,
        inherits: typed?.inherits ?? own.inherit,
        ...(typed ? { added: typed.added, fault: typed.fault } : {}),
      },
      pages,
    )
    return {
      page: 'admin-grants',
      view,
      head: { title: view.title, section: 'manage', noIndex: true },
      status: typed?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/albums/:album/permissions', async (request) => {
    await requireAdmin(request)
    return answer(request, readPathId(request.event, 'album'))
  })

  router.post('/admin/albums/:album/permissions', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const id = readPathId(request.event, 'album')
    const { gallery } = request
    const known = await gallery.albums.grants(id)
    // Only entries that the form showed are changed: one that came meanwhile stays as it is.
    const shown = new Set(form.getAll('shown'))
    const grants: Grant[] = known.grants.flatMap((grant) => {
      const field = toPrincipalField(grant.principal)
      if (!shown.has(field)) return [grant]
      const capabilities = readCapabilities(form, field)
      return capabilities.length === 0 ? [] : [{ principal: grant.principal, capabilities }]
    })
    const inherits = form.get('inherit') === '1'
    const type = form.get('type') === 'group' ? 'group' : 'user'
    const name = (form.get('name') ?? '').trim().slice(0, 255)
    const capabilities = readCapabilities(form, 'new')
    const again = (fault: FormFault) => answer(request, id, { inherits, added: { type, name, capabilities }, fault })
    if (name !== '') {
      const principal = await findPrincipal(gallery, type, name)
      if (!principal) return again(faultAt('name', t('grants.unknown'), pages))
      if (capabilities.length === 0) return again(faultAt('capabilities', t('grants.none'), pages))
      const field = toPrincipalField(principal)
      const others = grants.filter((grant) => toPrincipalField(grant.principal) !== field)
      grants.splice(0, grants.length, ...others, { principal, capabilities })
    }
    try {
      await gallery.albums.setGrants(id, { inherit: inherits, grants })
    } catch (error) {
      return again(toFormFault(error, pages))
    }
    return redirectResponse(links.path(`/admin/albums/${id}/permissions`, { done: 'grants' }), server.options)
  })
}

const readCapabilities = (form: URLSearchParams, field: string): Capability[] => {
  const ticked = form.getAll(field)
  return grantable.filter((capability) => ticked.includes(capability))
}

const collator = new Intl.Collator('en', { sensitivity: 'base' })

const findPrincipal = async (
  gallery: ActorGallery,
  type: 'user' | 'group',
  name: string,
): Promise<Grant['principal'] | null> => {
  const isMeant = (text: string): boolean => collator.compare(text, name) === 0
  const q = name.slice(0, 100)
  const found =
    type === 'user'
      ? (await gallery.users.list({ q, limit: 500 })).items.find(({ username }) => isMeant(username))
      : (await gallery.groups.list({ q, limit: 500 })).items.find((group) => isMeant(group.name))
  return found ? { type, id: found.id } : null
}

const readNames = async (gallery: ActorGallery, effective: EffectiveGrants): Promise<GrantNames> => {
  const all = [...effective.grants, ...effective.stopped]
  const principals = new Map(all.map(({ principal }) => [toPrincipalField(principal), principal]))
  const nameOf = new Map<string, string>()
  await Promise.all(
    [...principals].slice(0, maxNamed).map(async ([field, principal]) => {
      nameOf.set(field, await readName(gallery, principal))
    }),
  )
  const albums = await gallery.albums.getMany([...new Set(all.flatMap(({ albumId }) => albumId ?? []))].slice(0, 1_000))
  const albumNames = new Map(albums.map(({ id, name }) => [id, name]))
  return {
    principal: (principal) => nameOf.get(toPrincipalField(principal)) ?? `${principal.type} ${principal.id}`,
    album: (id) => albumNames.get(id),
  }
}

const readName = async (gallery: ActorGallery, { type, id }: Principal): Promise<string> => {
  try {
    if (type === 'user') return (await gallery.users.get(id)).username
    return type === 'group' ? (await gallery.groups.get(id)).name : (await gallery.shares.get(id)).name
  } catch {
    // Gone between the two reads.
    return `${type} ${id}`
  }
}
