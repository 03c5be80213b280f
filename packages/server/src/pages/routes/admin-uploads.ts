import { type FileRuleName, type FileRulesPatch, type FileRulesState, inputInvalid } from '@vitrine/core'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import { requireAdmin } from '../guard.ts'
import { readNotice } from '../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { type FormFault, type FormField, noFault, toFormFault } from '../view-models/form-page.ts'
import { toManageNav } from '../view-models/manage.ts'

/** As typed. */
interface Typed {
  readonly attachesFormats: boolean
  readonly maxVersions: string
  readonly maxWidthPx: string
  readonly maxHeightPx: string
  readonly quality: string
}

const usualQuality = '95'
const maxDigits = 6

const toTyped = ({ rules: { attachesFormats, maxVersions, scaleUploads: scale } }: FileRulesState): Typed => ({
  attachesFormats,
  maxVersions: String(maxVersions ?? ''),
  maxWidthPx: String(scale?.maxWidthPx ?? ''),
  maxHeightPx: String(scale?.maxHeightPx ?? ''),
  quality: String(scale?.quality ?? usualQuality),
})

const readTyped = (form: URLSearchParams): Typed => {
  const text = (name: string): string => (form.get(name) ?? '').trim().slice(0, maxDigits)
  return {
    attachesFormats: form.get('attachesFormats') === '1',
    maxVersions: text('maxVersions'),
    maxWidthPx: text('maxWidthPx'),
    maxHeightPx: text('maxHeightPx'),
    quality: text('quality'),
  }
}

/** What of it the settings take; what is no number is theirs to refuse. @throws {VitrineError} `INPUT_INVALID` */
const toPatch = (typed: Typed, locked: readonly FileRuleName[]): FileRulesPatch => {
  const { maxWidthPx, maxHeightPx, quality } = typed
  const number = (name: string, value: string): number => {
    if (/^\d+$/.test(value)) return Number(value)
    throw inputInvalid([{ path: name, message: 'Must be a whole number.' }])
  }
  const patch: FileRulesPatch = {
    attachesFormats: typed.attachesFormats,
    maxVersions: typed.maxVersions === '' ? null : number('maxVersions', typed.maxVersions),
    scaleUploads:
      maxWidthPx === '' && maxHeightPx === ''
        ? null
        : {
            maxWidthPx: number('maxWidthPx', maxWidthPx),
            maxHeightPx: number('maxHeightPx', maxHeightPx),
            quality: number('quality', quality),
          },
  }
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !locked.includes(name as FileRuleName)))
}

/** `/admin/uploads`: what becomes of files that come in. */
export const registerAdminUploads = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const toFields = (typed: Typed, locked: readonly FileRuleName[], fault: FormFault): FormField[] => {
    const hint = (rule: FileRuleName, text: string): string => (locked.includes(rule) ? t('rules.fixed') : text)
    const figure = (name: 'maxVersions' | 'maxWidthPx' | 'maxHeightPx' | 'quality', label: string, text: string) => {
      const rule = name === 'maxVersions' ? name : 'scaleUploads'
      return {
        kind: 'text',
        name,
        label,
        value: typed[name],
        maxLength: maxDigits,
        hint: hint(rule, text),
        isReadOnly: locked.includes(rule),
        error: fault.of(name),
      } as const
    }
    return [
      {
        kind: 'check',
        name: 'attachesFormats',
        label: t('rules.formats'),
        hint: hint('attachesFormats', t('rules.formats.hint')),
        isChecked: typed.attachesFormats,
      },
      figure('maxVersions', t('rules.versions'), t('rules.versions.hint')),
      figure('maxWidthPx', t('rules.width'), t('rules.scale.hint')),
      figure('maxHeightPx', t('rules.height'), t('rules.scale.note')),
      figure('quality', t('rules.quality'), t('rules.quality.hint')),
    ]
  }

  const answer = (request: PageRequest, state: FileRulesState, typed: Typed, fault = noFault): PageAnswer => ({
    page: 'admin-form',
    view: {
      nav: toManageNav('uploads', pages),
      title: t('rules.title'),
      lead: t('rules.lead'),
      marks: [],
      breadcrumbs: [],
      notice: fault === noFault ? readNotice(request.query, pages) : null,
      links: [],
      forms: [
        {
          id: 'rules',
          title: null,
          method: 'post',
          action: links.path('/admin/uploads'),
          csrfToken: request.identity.csrfToken,
          error: fault.message,
          fields: toFields(typed, state.locked, fault),
          submit: t('manage.save'),
        },
      ],
    },
    head: { title: t('rules.title'), section: 'manage', noIndex: true },
    status: fault.status,
    keep: false,
  })

  router.get('/admin/uploads', async (request) => {
    await requireAdmin(request)
    const state = await request.gallery.settings.files()
    return answer(request, state, toTyped(state))
  })

  router.post('/admin/uploads', async (request) => {
    const form = await readForm(request.event)
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const state = await request.gallery.settings.files()
    const typed = readTyped(form)
    try {
      await request.gallery.settings.setFiles(toPatch(typed, state.locked))
    } catch (error) {
      // `scaleUploads.maxWidthPx` is about the field `maxWidthPx`.
      const names = ['maxWidthPx', 'maxHeightPx', 'quality'] as const
      const fieldOf = Object.fromEntries(names.map((name) => [`scaleUploads.${name}`, name]))
      return answer(request, state, typed, toFormFault(error, pages, fieldOf))
    }
    return redirectResponse(links.path('/admin/uploads', { done: 'saved' }), server.options)
  })
}
