import {
  type DuplicatePolicyState,
  type FileRuleName,
  type FileRulesPatch,
  type FileRulesState,
  inputInvalid,
} from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readDuplicatesForm, toDuplicatesForm } from '../../view-models/admin/duplicates-form.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, type FormField, noFault, toFormFault } from '../../view-models/form-page.ts'

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

/** What the page shows; `typed` and `fault` where a form was refused. */
interface Shown {
  readonly rules: FileRulesState
  readonly duplicates: DuplicatePolicyState
  readonly typed?: Typed
  readonly fault?: FormFault
  /** The form that was refused. */
  readonly refused?: 'rules' | 'duplicates'
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

  const readState = async ({ gallery: { settings } }: PageRequest) => {
    const [rules, duplicates] = await Promise.all([settings.files(), settings.duplicates()])
    return { rules, duplicates }
  }

  const answer = (
    request: PageRequest,
    { rules, duplicates, typed = toTyped(rules), fault = noFault, refused }: Shown,
  ): PageAnswer => ({
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
          error: refused === 'rules' ? fault.message : null,
          fields: toFields(typed, rules.locked, refused === 'rules' ? fault : noFault),
          submit: t('manage.save'),
        },
        toDuplicatesForm(
          duplicates,
          { csrfToken: request.identity.csrfToken, fault: refused === 'duplicates' ? fault : noFault },
          pages,
        ),
      ],
    },
    head: { title: t('rules.title'), section: 'manage', noIndex: true },
    status: fault.status,
    keep: false,
  })

  router.get('/admin/uploads', async (request) => {
    await requireAdmin(request)
    return answer(request, await readState(request))
  })

  /** A form of an administrator; what can be set right is said beside it. */
  const post = (
    path: string,
    save: (request: PageRequest, form: URLSearchParams, state: Shown) => Promise<unknown>,
    toRefusal: (error: unknown, form: URLSearchParams) => Pick<Shown, 'typed' | 'fault' | 'refused'>,
  ): void =>
    router.post(path, async (request) => {
      const form = await readAdminForm(request, server)
      const state = await readState(request)
      try {
        await save(request, form, state)
      } catch (error) {
        return answer(request, { ...state, ...toRefusal(error, form) })
      }
      return redirectResponse(links.path('/admin/uploads', { done: 'saved' }), server.options)
    })

  // `scaleUploads.maxWidthPx` is about the field `maxWidthPx`.
  const scaled = ['maxWidthPx', 'maxHeightPx', 'quality'] as const
  const fieldOf = Object.fromEntries(scaled.map((name) => [`scaleUploads.${name}`, name]))
  post(
    '/admin/uploads',
    ({ gallery }, form, { rules }) => gallery.settings.setFiles(toPatch(readTyped(form), rules.locked)),
    (error, form) => ({ refused: 'rules', typed: readTyped(form), fault: toFormFault(error, pages, fieldOf) }),
  )
  post(
    '/admin/uploads/duplicates',
    ({ gallery }, form, { duplicates }) => gallery.settings.setDuplicates(readDuplicatesForm(form, duplicates)),
    (error) => ({ refused: 'duplicates', fault: toFormFault(error, pages) }),
  )
}
