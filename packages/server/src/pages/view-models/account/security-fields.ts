import type { OwnerPurpose } from '@vitrine/core'
import type { FormFault, FormField, FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'

/** One's own password once more: nothing about signing in changes without it. */
export const passwordAgain = (fault: FormFault, { t }: ViewContext): FormField => ({
  kind: 'password',
  name: 'currentPassword',
  label: t('security.password'),
  value: '',
  maxLength: 1024,
  required: true,
  autocomplete: 'current-password',
  error: fault.of('currentPassword'),
})

/** What an owner can show. */
export interface OwnerState {
  readonly hasPassword: boolean
  /** What was confirmed in this browser a moment ago, in place of a password. */
  readonly confirmed: OwnerPurpose | null
}

/** Whether somebody without a password has to confirm first. */
export const mustConfirm = ({ hasPassword, confirmed }: OwnerState, purpose: OwnerPurpose): boolean =>
  !hasPassword && confirmed !== purpose

/**
 * A form that asks for the password again, for whoever has one. Who has none is sent to confirm first, and finds the form without that
 * field afterwards.
 */
export const forOwner = <F extends FormView>(
  form: F,
  purpose: OwnerPurpose,
  owner: OwnerState,
  context: Pick<ViewContext, 'links' | 't'>,
): F => {
  if (owner.hasPassword) return form
  if (mustConfirm(owner, purpose)) return { ...form, ...confirmFirst(purpose, context) }
  const fields = form.fields.map(
    (field): FormField => (field.name === 'currentPassword' ? { kind: 'hidden', name: field.name, value: '' } : field),
  )
  return { ...form, fields }
}

const confirmFirst = (purpose: OwnerPurpose, { links, t }: Pick<ViewContext, 'links' | 't'>) => ({
  method: 'get' as const,
  action: links.path('/account/confirm'),
  csrfToken: null,
  fields: [{ kind: 'hidden' as const, name: 'for', value: purpose }],
  submit: t('owner.first'),
  isDangerous: false,
})
