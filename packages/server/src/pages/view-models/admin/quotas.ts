import type { OwnedQuota, Page } from '@vitrine/core'
import { type FormField, type FormView, faultIn, type RefusedForm } from '../form-page.ts'
import { toQuotaLines } from '../review.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** `AdminQuotasView@1`: how much may be added. */
export interface AdminQuotasView extends Managed {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly total: number
  readonly items: readonly {
    readonly name: string
    readonly kind: string
    /** What was added, of how much. */
    readonly facts: readonly string[]
    readonly isFull: boolean
    readonly isOpen: boolean
    readonly changeLabel: string
    readonly change: FormView
    readonly remove: FormView
  }[]
  readonly moreUrl: string | null
  readonly add: FormView
  /** What cannot be changed here. */
  readonly fixed: readonly { readonly name: string; readonly value: string; readonly hint: string }[]
}

/** As typed. */
export interface TypedQuota {
  readonly owner: string
  readonly name: string
  readonly maxPhotos: string
  readonly megabytes: string
}

export const noQuota: TypedQuota = { owner: 'user', name: '', maxPhotos: '', megabytes: '' }

export const owners = ['user', 'link', 'guests'] as const
export const bytesOfMegabyte = 1_000_000

export interface AdminQuotasState {
  readonly quotas: Page<OwnedQuota>
  readonly maxUploadBytes: number
  readonly csrfToken: string | null
  readonly notice: string | null
  /** What was refused, and which form. */
  readonly typed?: TypedQuota | undefined
  readonly refused?: RefusedForm | undefined
}

const base = '/admin/quotas'

export const toAdminQuotasView = (state: AdminQuotasState, context: ViewContext): AdminQuotasView => {
  const { quotas, csrfToken, typed, refused } = state
  const { links, t, formats } = context
  const figures = (form: string, shown: Pick<TypedQuota, 'maxPhotos' | 'megabytes'>): FormField[] => {
    const fault = faultIn(refused, form)
    const { maxPhotos, megabytes } = refused?.form === form && typed ? typed : shown
    const figure = (name: 'maxPhotos' | 'megabytes', value: string): FormField => ({
      kind: 'text',
      name,
      label: t(`quotas.${name}`),
      hint: t(`quotas.${name}.hint`),
      value,
      maxLength: 16,
      error: fault.of(name),
    })
    return [figure('maxPhotos', maxPhotos), figure('megabytes', megabytes)]
  }
  const form = (id: string, rest: Pick<FormView, 'action' | 'fields' | 'submit'> & Partial<FormView>): FormView => ({
    id,
    title: null,
    method: 'post',
    csrfToken,
    error: faultIn(refused, id).message,
    ...rest,
  })

  const toItem = ({ owner, quota }: OwnedQuota): AdminQuotasView['items'][number] => {
    const { type, id } = owner
    const { maxPhotos, maxBytes, photos, bytes } = quota
    const name = owner.name ?? t('quotas.guests')
    const change = `quota-${type}-${id}`
    return {
      name,
      kind: t(`quotas.kind.${type}`),
      facts: toQuotaLines(quota, context),
      isFull: (maxPhotos !== null && photos >= maxPhotos) || (maxBytes !== null && bytes >= maxBytes),
      isOpen: refused?.form === change,
      changeLabel: t('quotas.change.label', { name }),
      change: form(change, {
        action: links.path(`${base}/${type}/${id}`),
        fields: figures(change, {
          maxPhotos: maxPhotos === null ? '' : String(maxPhotos),
          megabytes: maxBytes === null ? '' : String(maxBytes / bytesOfMegabyte),
        }),
        submit: t('quotas.change'),
      }),
      remove: form(`${change}-remove`, {
        action: links.path(`${base}/${type}/${id}/remove`),
        fields: [],
        submit: t('quotas.remove'),
        isDangerous: true,
      }),
    }
  }

  const now = refused?.form === 'add' && typed ? typed : noQuota
  const fault = faultIn(refused, 'add')
  return {
    nav: toManageNav('quotas', context),
    csrfToken,
    notice: state.notice,
    total: quotas.total,
    items: quotas.items.map(toItem),
    moreUrl: quotas.nextCursor === null ? null : links.path(base, { cursor: quotas.nextCursor }),
    add: form('add', {
      action: links.path(base),
      fields: [
        {
          kind: 'choice',
          name: 'owner',
          label: t('quotas.owner'),
          options: owners.map((value) => ({
            value,
            label: t(`quotas.owner.${value}`),
            isSelected: value === now.owner,
          })),
          error: fault.of('owner'),
        },
        {
          kind: 'text',
          name: 'name',
          label: t('quotas.name'),
          hint: t('quotas.name.hint'),
          value: now.name,
          maxLength: 255,
          error: fault.of('name'),
        },
        ...figures('add', noQuota),
      ],
      submit: t('quotas.add.submit'),
    }),
    fixed: [{ name: t('quotas.largest'), value: formats.bytes(state.maxUploadBytes), hint: t('rules.fixed') }],
  }
}
