import type { Identity } from '@vitrine/core'
import { type FormView, faultIn, type RefusedForm } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { forOwner, type OwnerState, passwordAgain } from './security-fields.ts'

export interface IdentityView {
  readonly name: string
  readonly facts: readonly string[]
  readonly isOpen: boolean
  readonly changeLabel: string
  /** `null` where nothing else lets its owner in. */
  readonly remove: FormView | null
}

/** One's own accounts at other providers. */
export interface IdentitiesView {
  /** Of the provider that can be linked. */
  readonly title: string
  readonly lead: string
  readonly items: readonly IdentityView[]
  /** `null` where it is linked already, or about to be. */
  readonly link: FormView | null
  /** Where whoever links an account goes on. */
  readonly goOn: { readonly url: string; readonly label: string } | null
}

export interface IdentitiesState {
  readonly owner: OwnerState
  readonly identities: readonly Identity[]
  readonly provider: { readonly name: string; readonly issuer: string } | null
  readonly goOnUrl: string | null
  readonly csrfToken: string | null
  readonly refused?: RefusedForm | undefined
}

/** `null` where there is neither a provider nor anything that was linked before. */
export const toIdentitiesView = (state: IdentitiesState, context: ViewContext): IdentitiesView | null => {
  const { identities, provider, goOnUrl, csrfToken } = state
  const { links, t } = context
  if (provider === null && identities.length === 0) return null
  const name = provider?.name ?? ''
  const isLinked = identities.some(({ issuer }) => issuer === provider?.issuer)
  const canLink = provider !== null && !isLinked && goOnUrl === null
  return {
    title: t('identities.title'),
    lead: t('identities.lead'),
    items: identities.map((identity) => toIdentityView(identity, state, context)),
    link: canLink
      ? forOwner(
          {
            id: 'identity-link',
            title: null,
            method: 'post',
            action: links.path('/account/security/identities'),
            csrfToken,
            error: faultIn(state.refused, 'identity-link').message,
            fields: [passwordAgain(faultIn(state.refused, 'identity-link'), context)],
            submit: t('identities.link', { name }),
          },
          'link-identity',
          state.owner,
          context,
        )
      : null,
    goOn: goOnUrl === null ? null : { url: goOnUrl, label: t('identities.goOn', { name }) },
  }
}

const toIdentityView = (identity: Identity, state: IdentitiesState, context: ViewContext): IdentityView => {
  const { links, t, formats } = context
  const form = `identity-${identity.id}-remove`
  const fault = faultIn(state.refused, form)
  const provider = identity.issuer === state.provider?.issuer ? state.provider.name : new URL(identity.issuer).host
  const name = `${provider}: ${identity.name}`
  return {
    name,
    facts: [
      t('identities.since', { at: formats.instant(identity.createdAt) }),
      ...(identity.lastUsedAt === null ? [] : [t('passkeys.used', { at: formats.instant(identity.lastUsedAt) })]),
    ],
    isOpen: state.refused?.form === form || state.owner.confirmed === 'unlink-identity',
    changeLabel: t('passkeys.change.label', { name }),
    remove:
      !state.owner.hasPassword && state.identities.length === 1
        ? null
        : forOwner(
            {
              id: form,
              title: null,
              method: 'post',
              action: links.path(`/account/security/identities/${identity.id}/remove`),
              csrfToken: state.csrfToken,
              error: fault.message,
              fields: [passwordAgain(fault, context)],
              submit: t('identities.remove'),
              isDangerous: true,
            },
            'unlink-identity',
            state.owner,
            context,
          ),
  }
}
