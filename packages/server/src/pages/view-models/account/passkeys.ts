import type { Passkey } from '@vitrine/core'
import { deviceName } from '../../device-name.ts'
import { type FormView, faultIn, type RefusedForm } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { answered, type PasskeyFormView } from './passkey-forms.ts'
import { forOwner, mustConfirm, type OwnerState, passwordAgain } from './security-fields.ts'

export interface PasskeyView {
  readonly name: string
  readonly facts: readonly string[]
  /** Something is wrong with one of the forms. */
  readonly isOpen: boolean
  readonly changeLabel: string
  readonly rename: FormView
  readonly remove: FormView
}

export interface PasskeysView {
  readonly items: readonly PasskeyView[]
  /** `null` where none can be added: the public address of the gallery is not set. */
  readonly add: PasskeyFormView | null
  /** In place of it, where its owner has no password and has to confirm first. */
  readonly confirm: FormView | null
}

export interface PasskeysState {
  readonly passkeys: readonly Passkey[]
  readonly csrfToken: string | null
  /** No code is asked for but of the last second factor. */
  readonly isLast: boolean
  readonly isRequired: boolean
  readonly canAdd: boolean
  readonly owner: OwnerState
  readonly userAgent: string | null
  readonly refused?: RefusedForm | undefined
}

export const toPasskeysView = (state: PasskeysState, context: ViewContext): PasskeysView => ({
  items: state.passkeys.map((passkey) => toPasskeyView(passkey, state, context)),
  ...(!state.canAdd
    ? { add: null, confirm: null }
    : mustConfirm(state.owner, 'add-passkey')
      ? { add: null, confirm: toAddForm(state, context) }
      : { add: toAddForm(state, context), confirm: null }),
})

const toAddForm = (state: PasskeysState, context: ViewContext): PasskeyFormView => {
  const { links, t } = context
  const fault = faultIn(state.refused, 'passkey-add')
  const form: PasskeyFormView = {
    id: 'passkey-add',
    kind: 'create',
    title: null,
    method: 'post',
    action: links.path('/account/security/passkeys'),
    beginUrl: links.apiUrl('/passkeys/begin'),
    sends: ['currentPassword'],
    csrfToken: state.csrfToken,
    error: fault.message,
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: t('passkeys.name'),
        hint: t('passkeys.name.hint'),
        value: deviceName(state.userAgent, context),
        maxLength: 100,
        required: true,
        error: fault.of('name'),
      },
      passwordAgain(fault, context),
      ...answered,
    ],
    submit: t('passkeys.add'),
  }
  return forOwner(form, 'add-passkey', state.owner, context)
}

const toPasskeyView = (passkey: Passkey, state: PasskeysState, context: ViewContext): PasskeyView => {
  const { links, t, formats } = context
  const { id, name } = passkey
  const [renaming, removing] = [
    faultIn(state.refused, `passkey-${id}-rename`),
    faultIn(state.refused, `passkey-${id}-remove`),
  ]
  const needsCode = state.isLast && !state.isRequired
  return {
    name,
    facts: [
      t('passkeys.made', { at: formats.instant(passkey.createdAt) }),
      passkey.lastUsedAt === null
        ? t('passkeys.unused')
        : t('passkeys.used', { at: formats.instant(passkey.lastUsedAt) }),
      ...(passkey.isBackedUp ? [t('passkeys.backedUp')] : []),
    ],
    isOpen: state.refused?.form.startsWith(`passkey-${id}-`) === true || state.owner.confirmed === 'remove-passkey',
    changeLabel: t('passkeys.change.label', { name }),
    rename: {
      id: `passkey-${id}-rename`,
      title: t('passkeys.rename'),
      method: 'post',
      action: links.path(`/account/security/passkeys/${id}/rename`),
      csrfToken: state.csrfToken,
      error: renaming.message,
      fields: [
        {
          kind: 'text',
          name: 'name',
          label: t('passkeys.name'),
          value: name,
          maxLength: 100,
          required: true,
          error: renaming.of('name'),
        },
      ],
      submit: t('passkeys.rename.submit'),
    },
    remove: forOwner(
      {
        id: `passkey-${id}-remove`,
        title: t('passkeys.remove'),
        method: 'post',
        action: links.path(`/account/security/passkeys/${id}/remove`),
        csrfToken: state.csrfToken,
        error: removing.message,
        fields: [
          passwordAgain(removing, context),
          ...(needsCode
            ? [
                {
                  kind: 'text',
                  name: 'code',
                  label: t('passkeys.code'),
                  hint: t('passkeys.code.hint'),
                  value: '',
                  maxLength: 64,
                  required: true,
                  autocomplete: 'one-time-code',
                  error: removing.of('code'),
                } as const,
              ]
            : []),
        ],
        submit: t('passkeys.remove.submit'),
        isDangerous: true,
      },
      'remove-passkey',
      state.owner,
      context,
    ),
  }
}
