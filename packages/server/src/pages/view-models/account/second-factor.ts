import type { Passkey, SecondFactor, TotpEnrolment } from '@vitrine/core'
import { type FormField, type FormView, faultIn, type RefusedForm } from '../form-page.ts'
import type { FieldView } from '../forms.ts'
import { type QrView, toQrView } from '../qr.ts'
import type { ViewContext } from '../view-context.ts'
import { type IdentitiesState, type IdentitiesView, toIdentitiesView } from './identities.ts'
import type { AccountNav } from './nav.ts'
import type { PasskeyFormView } from './passkey-forms.ts'
import { type PasskeysView, toPasskeysView } from './passkeys.ts'
import { forOwner, type OwnerState, passwordAgain } from './security-fields.ts'

/** What an app is given, for a camera and for people to type. */
export interface EnrolmentView {
  readonly qr: QrView
  /** In groups of four. */
  readonly secret: string
  /** Sent back with the code, so that a wrong one does not lose it. */
  readonly uri: string
}

/** `SecurityView@1`: the second factor of one's own. */
export interface SecurityView {
  readonly accountNav: AccountNav
  readonly csrfToken: string | null
  readonly notice: string | null
  /** What went wrong elsewhere. */
  readonly fault: string | null
  /** `null` while an app is being set up. */
  readonly statusText: string | null
  readonly isOn: boolean
  /** Begins with an app; `null` where there is one already, or none can be. */
  readonly begin: FormView | null
  /** An app that is being set up. */
  readonly enrolment: (EnrolmentView & { readonly form: FormView }) | null
  /** Codes that were just made: shown this once. */
  readonly recoveryCodes: readonly string[] | null
  readonly passkeys: PasskeysView
  /** `null` where there is nothing to link. */
  readonly identities: IdentitiesView | null
  readonly forms: readonly FormView[]
}

/** `SecondStepView@1`: the second step of a sign-in. */
export interface SecondStepView {
  readonly action: string
  readonly csrfToken: string | null
  readonly step: string
  readonly returnTo: string
  readonly code: FieldView
  readonly enrolment: EnrolmentView | null
  /** `null` where no passkey helps. */
  readonly passkey: PasskeyFormView | null
  /** Signed in, with codes that are shown this once, and where to go on. */
  readonly recoveryCodes: readonly string[] | null
}

export const toEnrolmentView = ({ secret, uri }: TotpEnrolment): EnrolmentView => ({
  qr: toQrView(uri),
  secret: (secret.match(/.{1,4}/g) ?? []).join(' '),
  uri,
})

/** From an address that came back with a form; `null` where it is none. */
export const fromEnrolmentUri = (uri: string | null): TotpEnrolment | null => {
  if (uri === null || uri.length > 1_000 || !uri.startsWith('otpauth://totp/') || !URL.canParse(uri)) return null
  const secret = new URL(uri).searchParams.get('secret')
  return secret && /^[A-Z2-7]{16,64}$/.test(secret) ? { secret, uri } : null
}

export type SecurityForm = 'begin' | 'confirm' | 'renew' | 'remove'

export interface SecurityState extends Pick<IdentitiesState, 'identities' | 'provider' | 'goOnUrl'> {
  readonly owner: OwnerState
  readonly factor: SecondFactor
  readonly passkeys: readonly Passkey[]
  readonly userAgent: string | null
  readonly fault: string | null
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly enrolment?: TotpEnrolment | undefined
  readonly recoveryCodes?: readonly string[] | undefined
  readonly refused?: RefusedForm | undefined
}

export const toSecurityView = (
  state: SecurityState,
  context: ViewContext & { readonly accountNav: AccountNav },
): SecurityView => {
  const { factor, csrfToken, notice, enrolment, recoveryCodes, refused } = state
  const { links, t, formats, accountNav } = context
  const faultOf = (form: SecurityForm) => faultIn(refused, form)
  const toForm = (form: SecurityForm, more: Pick<FormView, 'fields'> & Partial<FormView>): FormView => ({
    id: form,
    title: null,
    method: 'post',
    action: links.path(`/account/security/${form}`),
    csrfToken,
    error: faultOf(form).message,
    submit: t(`security.${form}`),
    ...more,
  })
  const code = (form: SecurityForm): FormField => ({
    kind: 'text',
    name: 'code',
    label: t('security.code'),
    hint: t(form === 'confirm' ? 'security.code.first' : 'security.code.any'),
    value: '',
    maxLength: 64,
    required: true,
    autocomplete: 'one-time-code',
    error: faultOf(form).of('code'),
  })
  const isOn = factor.totpSince !== null
  const confirm = enrolment && {
    ...toEnrolmentView(enrolment),
    form: toForm('confirm', { fields: [{ kind: 'hidden', name: 'uri', value: enrolment.uri }, code('confirm')] }),
  }
  const status = factor.totpSince
    ? t('security.on', { at: formats.instant(factor.totpSince), codes: factor.recoveryCodesLeft })
    : t(factor.passkeys > 0 ? 'security.off.passkeys' : factor.isAvailable ? 'security.off' : 'security.unavailable')
  const titled = (form: 'renew' | 'remove') => ({ title: t(`security.${form}`), lead: t(`security.${form}.text`) })
  const renew = toForm('renew', { ...titled('renew'), fields: [code('renew')] })
  const remove = forOwner(
    toForm('remove', {
      ...titled('remove'),
      fields: [passwordAgain(faultOf('remove'), context), code('remove')],
      isDangerous: true,
    }),
    'remove-app',
    state.owner,
    context,
  )
  const toForms = (): FormView[] => {
    // A last factor that is asked for stays.
    const mayRemove = isOn && !(factor.isRequired && factor.passkeys === 0)
    return [...(isOn || factor.passkeys > 0 ? [renew] : []), ...(mayRemove ? [remove] : [])]
  }
  return {
    accountNav,
    csrfToken,
    notice,
    fault: state.fault,
    isOn,
    statusText: confirm ? null : status,
    begin:
      isOn || !factor.isAvailable || confirm
        ? null
        : forOwner(
            toForm('begin', { fields: [passwordAgain(faultOf('begin'), context)] }),
            'add-app',
            state.owner,
            context,
          ),
    enrolment: confirm ?? null,
    recoveryCodes: recoveryCodes ?? null,
    passkeys: toPasskeysView(
      {
        ...state,
        isLast: !isOn && factor.passkeys === 1,
        isRequired: factor.isRequired,
        canAdd: factor.canAddPasskeys,
      },
      context,
    ),
    identities: toIdentitiesView(state, context),
    forms: toForms(),
  }
}
