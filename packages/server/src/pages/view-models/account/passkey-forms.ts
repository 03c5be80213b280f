import type { OwnerPurpose } from '@vitrine/core'
import { deviceName } from '../../device-name.ts'
import type { FormField, FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'

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

const hidden = (name: string, value = ''): FormField => ({ kind: 'hidden', name, value })
/** Filled in by the script. */
export const answered = [hidden('ceremony'), hidden('credential')]

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
