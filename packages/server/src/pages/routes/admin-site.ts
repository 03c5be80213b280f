import type { PhotoSort, PhotoSorts, SiteSettings } from '@vitrine/core'
import { readAdminForm } from '../admin-form.ts'
import { redirectResponse } from '../document.ts'
import { requireAdmin } from '../guard.ts'
import { readNotice } from '../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { type FormField, faultIn, type RefusedForm, toFormFault } from '../view-models/form-page.ts'
import { toManageNav } from '../view-models/manage.ts'
import { usualSorts } from '../view-models/usual-sorts.ts'

const maxTitle = 100
const maxLanguage = 35

/** `/admin/site`: what the gallery is called, and the usual orders of photos. */
export const registerAdminSite = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const readState = async ({ gallery: { settings } }: PageRequest) => {
    const [site, sorts] = await Promise.all([settings.site(), settings.photoSorts()])
    return { site, sorts }
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
    { site, sorts }: { readonly site: SiteSettings; readonly sorts: PhotoSorts },
    refused?: RefusedForm,
  ): PageAnswer => {
    const { csrfToken } = request.identity
    const [ofSite, ofSorts] = [faultIn(refused, 'site'), faultIn(refused, 'sorts')]
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
    form: 'site' | 'sorts',
    save: (request: PageRequest, sent: URLSearchParams) => unknown,
  ): void =>
    router.post(path, async (request) => {
      const sent = await readAdminForm(request, server)
      try {
        await save(request, sent)
      } catch (error) {
        const state = await readState(request)
        const typed = { title: sent.get('title') ?? '', language: sent.get('language') ?? '' }
        return answer(request, form === 'site' ? { ...state, site: typed } : state, {
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
    })
  })
  // What is none of the orders is the core's to refuse.
  post('/admin/site/sorts', 'sorts', ({ gallery }, sent) =>
    gallery.settings.setPhotoSorts({
      albums: (sent.get('albums') ?? '') as PhotoSort,
      photos: (sent.get('photos') ?? '') as PhotoSort,
    }),
  )
}
