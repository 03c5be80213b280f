import type { OwnerPurpose, Passkey } from '@vitrine/core'
import { deviceName } from '../device-name.ts'
import { type FormField, type FormView, faultIn, type RefusedForm } from './form-page.ts'
import { forOwner, mustConfirm, type OwnerState, passwordAgain } from './security-fields.ts'
import type { ViewContext } from './view-context.ts'

/** A form that a script adds a passkey to; hidden where there is none, and where the browser knows none. */
export interface PasskeyFormView extends FormView {
  readonly kind: 'create' | 'get'
  /** Where the script asks what the passkey is to sign. */
  readonly beginUrl: string
  /** It stands below another form, which is what most take. */
  readonly isSecond?: boolean
  /** The fields that it sends there. */
  readonly sends: readonly string[]
}

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

const hidden = (name: string, value = ''): FormField => ({ kind: 'hidden', name, value })
/** Filled in by the script. */
const answered = [hidden('ceremony'), hidden('credential')]

/** Signs in without a name and a password. */
export const toPasskeyDoor = (
  { returnTo, csrfToken, error = null }: { returnTo: string; csrfToken: string | null; error?: string | null },
  { links, t }: ViewContext,
): PasskeyFormView => ({
  id: 'passkey',
  kind: 'get',
  title: null,
  method: 'post',
  action: links.path('/sign-in/passkey'),
  beginUrl: links.apiUrl('/session/passkey/begin'),
  sends: [],
  csrfToken,
  error,
  fields: [hidden('return', returnTo), ...answered],
  submit: t('passkeys.signIn'),
})

/** In place of an app, for whoever has to set one up at the second step. */
export const toPasskeyEnrolment = (
  {
    step,
    returnTo,
    csrfToken,
    uri,
    userAgent,
    name,
    fault,
  }: {
    readonly step: string
    readonly returnTo: string
    readonly csrfToken: string | null
    /** Of the app that is offered beside it, so that it stays the same. */
    readonly uri: string
    readonly userAgent: string | null
    readonly name?: string | undefined
    readonly fault?: { readonly message: string | null; readonly name: string | null } | undefined
  },
  context: ViewContext,
): PasskeyFormView => ({
  id: 'passkey-add',
  kind: 'create',
  isSecond: true,
  title: null,
  lead: context.t('secondStep.enrol.passkey'),
  method: 'post',
  action: context.links.path('/sign-in/code'),
  beginUrl: context.links.apiUrl('/session/passkey/enrol'),
  sends: ['step'],
  csrfToken,
  error: fault?.message ?? null,
  fields: [
    hidden('step', step),
    hidden('return', returnTo),
    hidden('uri', uri),
    {
      kind: 'text',
      name: 'name',
      label: context.t('passkeys.name'),
      hint: context.t('passkeys.name.hint'),
      value: name ?? deviceName(userAgent, context),
      maxLength: 100,
      required: true,
      error: fault?.name ?? null,
    },
    ...answered,
  ],
  submit: context.t('passkeys.add'),
})

/** In place of a password that is asked for again. */
export const toPasskeyConfirmation = (
  { purpose, csrfToken, error }: { purpose: OwnerPurpose; csrfToken: string | null; error: string | null },
  { links, t }: ViewContext,
): PasskeyFormView => ({
  id: 'passkey',
  kind: 'get',
  title: null,
  method: 'post',
  action: links.path('/account/confirm'),
  beginUrl: links.apiUrl('/account/confirmation/begin'),
  sends: ['purpose'],
  csrfToken,
  error,
  fields: [hidden('purpose', purpose), ...answered],
  submit: t('owner.passkey'),
})

/** In place of a code, at the second step. */
export const toPasskeyStep = (
  { step, returnTo, csrfToken }: { step: string; returnTo: string; csrfToken: string | null },
  { links, t }: ViewContext,
): PasskeyFormView => ({
  id: 'passkey',
  kind: 'get',
  title: null,
  method: 'post',
  action: links.path('/sign-in/code'),
  beginUrl: links.apiUrl('/session/passkey/begin'),
  sends: ['step'],
  csrfToken,
  error: null,
  fields: [hidden('step', step), hidden('return', returnTo), ...answered],
  submit: t('passkeys.use'),
})

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
