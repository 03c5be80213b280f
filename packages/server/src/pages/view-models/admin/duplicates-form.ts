import type { DuplicateAction, DuplicatePolicy, DuplicatePolicyState, DuplicateSign } from '@vitrine/core'
import type { FormFault, FormField, FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'

const signs = ['checksum', 'name'] as const satisfies readonly DuplicateSign[]
const actions = ['link', 'reject', 'replace', 'keep'] as const satisfies readonly DuplicateAction[]

/** What the form changes; what is none of the choices is the core's to refuse. */
export const readDuplicatesForm = (
  form: URLSearchParams,
  { locked }: DuplicatePolicyState,
): Partial<DuplicatePolicy> => {
  const open = (['by', 'action'] as const).filter((name) => !locked.includes(name))
  return Object.fromEntries(open.map((name) => [name, form.get(name) ?? ''])) as Partial<DuplicatePolicy>
}

/** What becomes of files that are here already. */
export const toDuplicatesForm = (
  { policy, locked }: DuplicatePolicyState,
  { csrfToken, fault }: { readonly csrfToken: string | null; readonly fault: FormFault },
  { links, t }: Pick<ViewContext, 'links' | 't'>,
): FormView => {
  const choice = (name: 'by' | 'action'): FormField => {
    const label = t(`duplicates.${name}`)
    const options =
      name === 'by'
        ? signs.map((value) => ({ value, label: t(`duplicates.by.${value}`), hint: undefined }))
        : actions.map((value) => ({
            value,
            label: t(`duplicates.action.${value}`),
            hint: t(`duplicates.action.${value}.hint`),
          }))
    const now = policy[name]
    // What is fixed is shown as text: a choice would promise what it does not do.
    return locked.includes(name)
      ? {
          kind: 'text',
          name: `${name}-locked`,
          label,
          value: options.find(({ value }) => value === now)?.label ?? now,
          maxLength: 100,
          isReadOnly: true,
          hint: t('rules.fixed'),
        }
      : {
          kind: 'choice',
          name,
          label,
          options: options.map((option) => ({ ...option, isSelected: option.value === now })),
          error: fault.of(name),
        }
  }
  return {
    id: 'duplicates',
    title: t('duplicates.title'),
    lead: t('duplicates.lead'),
    method: 'post',
    action: links.path('/admin/uploads/duplicates'),
    csrfToken,
    error: fault.message,
    fields: [choice('by'), choice('action')],
    submit: t('manage.save'),
  }
}
