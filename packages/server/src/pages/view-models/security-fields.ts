import type { FormFault, FormField } from './form-page.ts'
import type { ViewContext } from './view-context.ts'

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
