import type { Identity, OwnerPurpose, Passkey } from '@vitrine/core'
import type { Links } from '../../../links.ts'
import type { FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type AccountNav, toAccountNav } from './nav.ts'
import { type PasskeyFormView, toPasskeyConfirmation } from './passkey-forms.ts'

/** `ConfirmView@1`: where somebody without a password shows who it is. */
export interface ConfirmView {
  readonly accountNav: AccountNav
  readonly fault: string | null
  /** By way of the provider; `null` where it is not linked. */
  readonly provider: FormView | null
  /** Where whoever goes there goes on. */
  readonly goOn: { readonly url: string; readonly label: string } | null
  readonly passkey: PasskeyFormView | null
  /** To set a password by a mail instead. */
  readonly mail: { readonly text: string; readonly url: string; readonly label: string } | null
  /** Where there is no way at all. */
  readonly none: string | null
  readonly cancelUrl: string
}

/** Each form that asks for the password again is on one of two pages. */
const places: Readonly<Record<OwnerPurpose, { readonly path: string; readonly form: string | null }>> = {
  password: { path: '/account', form: 'password' },
  email: { path: '/account', form: 'email' },
  delete: { path: '/account', form: 'delete' },
  'link-identity': { path: '/account/security', form: 'identity-link' },
  'unlink-identity': { path: '/account/security', form: 'identities-title' },
  'add-app': { path: '/account/security', form: 'begin' },
  'remove-app': { path: '/account/security', form: 'remove' },
  'add-passkey': { path: '/account/security', form: 'passkey-add' },
  'remove-passkey': { path: '/account/security', form: 'passkeys-title' },
}

export const readPurpose = (text: string | null): OwnerPurpose | null =>
  text !== null && Object.hasOwn(places, text) ? (text as OwnerPurpose) : null

/** The form that was meant, open now. */
export const confirmedUrl = (purpose: OwnerPurpose, links: Pick<Links, 'path'>): string =>
  `${links.path(places[purpose].path, { done: 'confirmed' })}#${places[purpose].form}`

export const toConfirmView = (
  state: {
    readonly purpose: OwnerPurpose
    readonly provider: { readonly name: string; readonly issuer: string } | null
    readonly identities: readonly Identity[]
    readonly passkeys: readonly Passkey[]
    readonly canUsePasskeys: boolean
    /** Where a mail would go, where mail is sent at all. */
    readonly email: string | null
    readonly goOnUrl: string | null
    readonly fault: string | null
    readonly passkeyFault: string | null
    readonly csrfToken: string | null
  },
  context: ViewContext,
): ConfirmView => {
  const { links, t } = context
  const { purpose, provider, csrfToken, goOnUrl, email } = state
  const isLinked = provider !== null && state.identities.some(({ issuer }) => issuer === provider.issuer)
  const hasPasskey = state.canUsePasskeys && state.passkeys.length > 0
  return {
    accountNav: toAccountNav(places[purpose].path === '/account' ? 'account' : 'security', context),
    fault: state.fault,
    provider:
      isLinked && goOnUrl === null
        ? {
            id: 'confirm',
            title: null,
            method: 'post',
            action: links.path('/account/confirm'),
            csrfToken,
            error: null,
            fields: [{ kind: 'hidden', name: 'purpose', value: purpose }],
            submit: t('owner.provider', { name: provider.name }),
          }
        : null,
    goOn: goOnUrl === null ? null : { url: goOnUrl, label: t('identities.goOn', { name: provider?.name ?? '' }) },
    passkey: hasPasskey ? toPasskeyConfirmation({ purpose, csrfToken, error: state.passkeyFault }, context) : null,
    mail:
      email === null
        ? null
        : { text: t('owner.mail', { email }), url: links.path('/forgot'), label: t('owner.mail.label') },
    none: isLinked || hasPasskey || email !== null ? null : t('owner.none'),
    cancelUrl: links.path(places[purpose].path),
  }
}
