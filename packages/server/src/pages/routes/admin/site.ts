import type { Maintenance, MapTiles, PhotoSort, PhotoSorts, SiteSettings } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { usualSorts } from '../../view-models/admin/usual-sorts.ts'
import { type FormField, faultIn, type RefusedForm, toFormFault } from '../../view-models/form-page.ts'

const maxTitle = 100
const maxLanguage = 35
const maxAbout = 10_000
const maxMapText = 500
const maxMaintenanceText = 1_000

const readMap = (sent: URLSearchParams): MapTiles => {
  const textOf = (name: keyof MapTiles): string => (sent.get(name) ?? '').trim()
  return {
    tileUrl: textOf('tileUrl') || null,
    attribution: textOf('attribution'),
    attributionUrl: textOf('attributionUrl') || null,
  }
}

const readMaintenance = (sent: URLSearchParams): Partial<Maintenance> => ({
  isOn: sent.get('isOn') === '1',
  ...(sent.has('text') ? { text: (sent.get('text') ?? '').trim() } : {}),
  ...(sent.has('until') ? { until: (sent.get('until') ?? '').trim() || null } : {}),
})

/** `/admin/site`: what the gallery is called, and the usual orders of photos. */
export const registerAdminSite = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const readState = async ({ gallery: { settings } }: PageRequest) => {
    const [site, sorts, map, maintenance] = await Promise.all([
      settings.site(),
      settings.photoSorts(),
      settings.map(),
      settings.maintenance(),
    ])
    return { site, sorts, map, maintenance }
  }

  const sortField = (
    name: 'albums' | 'photos',
    { [name]: now }: PhotoSorts,
    fault: string | null,
    hint?: string,
  ): FormField => {
    const usual = usualSorts.filter((sort) => name === 'albums' || sort !== 'position')
    const isUsual = usual.some((sort) => sort === now)
    return {
      kind: 'select',
      name,
      label: t(`site.sorts.${name}`),
      hint,
      error: fault,
      options: [
        ...(isUsual ? [] : [{ value: now, label: t('site.sorts.own', { sort: now }), isSelected: true }]),
        ...usual.map((value) => ({ value, label: t(`sort.${value}`), isSelected: value === now })),
      ],
    }
  }

  const answer = (
    request: PageRequest,
    {
      site,
      sorts,
      map,
      maintenance,
    }: {
      readonly site: SiteSettings
      readonly sorts: PhotoSorts
      readonly map: MapTiles
      readonly maintenance: Maintenance
    },
    refused?: RefusedForm,
  ): PageAnswer => {
    const { csrfToken } = request.identity
    const [ofSite, ofSorts, ofMap] = [faultIn(refused, 'site'), faultIn(refused, 'sorts'), faultIn(refused, 'map')]
    const ofMaintenance = faultIn(refused, 'maintenance')
    return {
      page: 'admin-form',
      view: {
        nav: toManageNav('site', pages),
        title: t('site.title'),
        lead: t('site.text'),
        marks: [],
        breadcrumbs: [],
        notice: refused ? null : readNotice(request.query, pages),
        links: [],
        forms: [
          {
            id: 'site',
            title: null,
            method: 'post',
            action: links.path('/admin/site'),
            csrfToken,
            error: ofSite.message,
            fields: [
              {
                kind: 'text',
                name: 'title',
                label: t('site.name'),
                hint: t('site.name.hint'),
                error: ofSite.of('title'),
                value: site.title,
                maxLength: maxTitle,
              },
              {
                kind: 'text',
                name: 'language',
                label: t('site.language'),
                hint: t('site.language.hint'),
                error: ofSite.of('language'),
                value: site.language,
                maxLength: maxLanguage,
                required: true,
              },
              {
                kind: 'area',
                name: 'about',
                label: t('site.about'),
                hint: t('site.about.hint'),
                error: ofSite.of('about'),
                value: site.about,
                maxLength: maxAbout,
                rows: 8,
              },
            ],
            submit: t('manage.save'),
          },
          {
            id: 'sorts',
            title: t('site.sorts'),
            lead: t('site.sorts.lead'),
            method: 'post',
            action: links.path('/admin/site/sorts'),
            csrfToken,
            error: ofSorts.message,
            fields: [
              sortField('albums', sorts, ofSorts.of('albums'), t('site.sorts.albums.hint')),
              sortField('photos', sorts, ofSorts.of('photos')),
            ],
            submit: t('manage.save'),
          },
          {
            id: 'map',
            title: t('site.map'),
            lead: t('site.map.lead'),
            method: 'post',
            action: links.path('/admin/site/map'),
            csrfToken,
            error: ofMap.message,
            fields: (['tileUrl', 'attribution', 'attributionUrl'] as const).map(
              (name): FormField => ({
                kind: 'text',
                name,
                label: t(`site.map.${name}`),
                hint: name === 'attributionUrl' ? undefined : t(`site.map.${name}.hint`),
                error: ofMap.of(name),
                value: map[name] ?? '',
                maxLength: maxMapText,
              }),
            ),
            submit: t('manage.save'),
          },
          {
            id: 'maintenance',
            title: t('site.maintenance'),
            lead: t('site.maintenance.lead'),
            method: 'post',
            action: links.path('/admin/site/maintenance'),
            csrfToken,
            error: ofMaintenance.message,
            fields: [
              {
                kind: 'check',
                name: 'isOn',
                label: t('site.maintenance.isOn'),
                error: null,
                isChecked: maintenance.isOn,
              },
              {
                kind: 'area',
                name: 'text',
                label: t('site.maintenance.text'),
                hint: t('site.maintenance.text.hint'),
                error: ofMaintenance.of('text'),
                value: maintenance.text,
                maxLength: maxMaintenanceText,
                rows: 3,
              },
              {
                kind: 'text',
                name: 'until',
                label: t('site.maintenance.until'),
                hint: t('site.maintenance.until.hint'),
                error: ofMaintenance.of('until'),
                value: maintenance.until ?? '',
                maxLength: 40,
              },
            ],
            submit: t('manage.save'),
          },
        ],
      },
      head: { title: t('site.title'), section: 'manage', noIndex: true },
      status: refused?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/site', async (request) => {
    await requireAdmin(request)
    return answer(request, await readState(request))
  })

  const post = (
    path: string,
    form: 'site' | 'sorts' | 'map' | 'maintenance',
    save: (request: PageRequest, sent: URLSearchParams) => unknown,
  ): void =>
    router.post(path, async (request) => {
      const sent = await readAdminForm(request, server)
      try {
        await save(request, sent)
      } catch (error) {
        const state = await readState(request)
        const typed = {
          title: sent.get('title') ?? '',
          language: sent.get('language') ?? '',
          about: sent.get('about') ?? '',
        }
        const shown = {
          ...state,
          ...(form === 'site' ? { site: typed } : form === 'map' ? { map: readMap(sent) } : {}),
          ...(form === 'maintenance' ? { maintenance: { ...state.maintenance, ...readMaintenance(sent) } } : {}),
        }
        return answer(request, shown, {
          form,
          fault: toFormFault(error, pages),
        })
      }
      return redirectResponse(links.path('/admin/site', { done: 'saved' }), server.options)
    })

  post('/admin/site', 'site', ({ gallery }, sent) => {
    const title = (sent.get('title') ?? '').trim()
    return gallery.settings.setSite({
      title: title === '' ? null : title,
      language: (sent.get('language') ?? '').trim(),
      // Browsers send lines with both of their ends.
      ...(sent.has('about') ? { about: (sent.get('about') ?? '').replaceAll('\r\n', '\n') } : {}),
    })
  })
  post('/admin/site/map', 'map', ({ gallery }, sent) => gallery.settings.setMap(readMap(sent)))
  // The line above every page sends nothing else: it ends it.
  post('/admin/site/maintenance', 'maintenance', ({ gallery }, sent) =>
    gallery.settings.setMaintenance(readMaintenance(sent)),
  )
  // What is none of the orders is the core's to refuse.
  post('/admin/site/sorts', 'sorts', ({ gallery }, sent) =>
    gallery.settings.setPhotoSorts({
      albums: (sent.get('albums') ?? '') as PhotoSort,
      photos: (sent.get('photos') ?? '') as PhotoSort,
    }),
  )
}
