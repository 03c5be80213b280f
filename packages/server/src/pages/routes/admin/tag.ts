import type { ManagedTag } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPathId } from '../../query.ts'
import { findTag, toLines } from '../../tag-names.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type TagFormValues, toTagFields } from '../../view-models/admin/managed-tags.ts'
import { type FormFault, type FormView, faultAt, noFault, toFormFault } from '../../view-models/form-page.ts'
import {
  readTranslations,
  type TranslationValues,
  toTranslationGroup,
  toTranslationsPatch,
  toTranslationValues,
  translationPaths,
} from '../../view-models/translation-fields.ts'
import { readTagForm } from './tags.ts'

const maxTagFormBytes = 256 * 1024

interface Typed {
  readonly edit?: {
    readonly values: TagFormValues
    readonly translations: TranslationValues
    readonly keepsOldName: boolean
    readonly fault: FormFault
  }
  readonly copy?: { readonly name: string; readonly fault: FormFault }
}

/** `/admin/tags/5`: name, place, synonyms; a copy. */
export const registerAdminTag = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const path = (id: number, more = ''): string => links.path(`/admin/tags/${id}${more}`)

  const editForm = (tag: ManagedTag, csrfToken: string | null, typed: Typed['edit']): FormView => {
    const fault = typed?.fault ?? noFault
    const values = typed?.values ?? {
      name: tag.name,
      parent: tag.above.at(-1)?.name ?? '',
      synonyms: tag.synonyms.join('\n'),
    }
    const [name, ...others] = toTagFields(values, fault, pages)
    const translations = toTranslationGroup(
      [{ name: 'name', label: t('mtags.name'), maxLength: 255 }],
      {
        values: typed?.translations ?? toTranslationValues(tag.translations),
        known: tag.translations,
        languages: pages.languages,
        fault,
      },
      pages,
    )
    const keep = { kind: 'check', name: 'keepOldName', label: t('mtags.keepOld') } as const
    return {
      id: 'tag',
      title: t('mtags.rename'),
      method: 'post',
      action: path(tag.id),
      csrfToken,
      error: fault.message,
      fields: [...(name ? [name] : []), { ...keep, isChecked: typed?.keepsOldName ?? true }, translations, ...others],
      submit: t('manage.save'),
    }
  }

  const answer = async (request: PageRequest, id: number, typed: Typed = {}): Promise<PageAnswer> => {
    const tag = await request.gallery.tags.manage.get(id)
    const title = t('mtags.edit', { name: tag.name })
    const { csrfToken } = request.identity
    return {
      page: 'admin-form',
      view: {
        nav: toManageNav('tags', pages),
        title,
        lead: null,
        marks: [t('count.photos', { count: tag.photos })],
        breadcrumbs: [
          { name: t('manage.tags'), url: links.path('/admin/tags') },
          ...tag.above.map((above) => ({ name: above.name, url: path(above.id) })),
          { name: tag.name, url: null },
        ],
        notice: readNotice(request.query, pages),
        links: [
          ...(tag.photos > 0 ? [{ name: t('mtags.open'), url: links.tagUrl(tag), icon: 'next' as const }] : []),
          { name: t('mtags.mergeThis'), url: links.path('/admin/tags/merge', { id }), icon: 'tag' },
          { name: t('mtags.deleteThis'), url: links.path('/admin/tags/delete', { id }), icon: 'trash' },
        ],
        forms: [
          editForm(tag, csrfToken, typed.edit),
          {
            id: 'copy',
            title: t('mtags.duplicate'),
            lead: t('mtags.duplicate.lead'),
            method: 'post',
            action: path(id, '/duplicate'),
            csrfToken,
            error: typed.copy?.fault.message ?? null,
            fields: [
              {
                kind: 'text',
                name: 'name',
                label: t('mtags.duplicate.name'),
                value: typed.copy?.name ?? '',
                maxLength: 255,
                required: true,
                error: typed.copy?.fault.of('name') ?? null,
              },
            ],
            submit: t('mtags.duplicate'),
          },
        ],
      },
      head: { title, section: 'manage', noIndex: true },
      status: (typed.edit ?? typed.copy)?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/tags/:tag', async (request) => {
    await requireAdmin(request)
    return answer(request, readPathId(request.event, 'tag'))
  })

  router.post('/admin/tags/:tag', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxTagFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const id = readPathId(request.event, 'tag')
    const tag = await request.gallery.tags.manage.get(id)
    const values = readTagForm(form)
    const translations = readTranslations(form)
    const translationsPatch = toTranslationsPatch(translations, tag.translations)
    const keepsOldName = form.get('keepOldName') === '1'
    // The parent it has, unless another name was typed: two tags may be called alike to a reader's eye.
    const isSameParent = values.parent === (tag.above.at(-1)?.name ?? '')
    const parent = isSameParent || values.parent === '' ? null : await findTag(request.gallery, values.parent)
    if (!isSameParent && values.parent !== '' && parent === null) {
      const fault = faultAt('parent', t('mtags.parent.unknown'), pages)
      return answer(request, id, { edit: { values, translations, keepsOldName, fault } })
    }
    try {
      await request.gallery.tags.manage.update(id, {
        name: values.name,
        keepOldName: keepsOldName,
        ...(isSameParent ? {} : { parentId: parent?.id ?? null }),
        ...(translationsPatch ? { translations: translationsPatch } : {}),
        synonyms: toLines(values.synonyms),
      })
    } catch (error) {
      const fault = toFormFault(error, pages, { parentId: 'parent', ...translationPaths(translations) })
      return answer(request, id, { edit: { values, translations, keepsOldName, fault } })
    }
    return redirectResponse(links.path(`/admin/tags/${id}`, { done: 'saved' }), server.options)
  })

  router.post('/admin/tags/:tag/duplicate', async (request) => {
    const form = await readAdminForm(request, server)
    const id = readPathId(request.event, 'tag')
    const name = (form.get('name') ?? '').trim()
    try {
      const copy = await request.gallery.tags.manage.duplicate(id, { name })
      return redirectResponse(links.path(`/admin/tags/${copy.id}`, { done: 'duplicated' }), server.options)
    } catch (error) {
      return answer(request, id, { copy: { name, fault: toFormFault(error, pages) } })
    }
  })
}
