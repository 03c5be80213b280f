import { type ApiKey, type Page, type Scope, scopes } from '@vitrine/core'
import type { ManageNav } from '../admin/manage.ts'
import { type FormFault, type FormField, type FormView, noFault } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import type { AccountNav } from './nav.ts'

/** `ApiKeysView@1`: one's own keys, or, for administrators, those of everybody. */
export interface ApiKeysView {
  /** Of one's own account. */
  readonly accountNav: AccountNav | null
  /** Of the pages for administrators. */
  readonly manageNav: ManageNav | null
  readonly title: string
  readonly lead: string
  readonly notice: string | null
  readonly csrfToken: string | null
  /** A key that was just made: shown this once. */
  readonly created: { readonly name: string; readonly key: string } | null
  readonly countText: string
  readonly keys: readonly ApiKeyView[]
  readonly emptyText: string
  readonly moreUrl: string | null
  readonly revokeAllUrl: string | null
  readonly form: FormView | null
}

export interface ApiKeyView {
  readonly name: string
  readonly state: ApiKey['state']
  readonly stateText: string
  readonly scopes: readonly string[]
  readonly facts: readonly string[]
  /** `null` where it has ended. */
  readonly revokeUrl: string | null
  readonly revokeLabel: string
}

export interface KeyTyped {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Days, `custom` or `never`. */
  readonly expires: string
  readonly days: string
}

export const offeredDays = [30, 90, 180, 365] as const
export const untypedKey: KeyTyped = { name: '', scopes: ['read'], expires: '90', days: '' }

export const toApiKeyViews = (
  { items }: Page<ApiKey>,
  place: { readonly base: string; readonly isAll: boolean },
  context: ViewContext,
): ApiKeyView[] => items.map((key) => toApiKeyView(key, place, context))

const toApiKeyView = (
  key: ApiKey,
  { base, isAll }: { base: string; isAll: boolean },
  { links, t, formats }: ViewContext,
): ApiKeyView => {
  const { state } = key
  const at = (instant: string) => ({ at: formats.instant(instant) })
  const made = t('apiKeys.made', at(key.createdAt))
  return {
    name: key.name,
    state,
    stateText: t(`apiKeys.state.${state}`),
    scopes: key.scopes.map((scope) => t(`apiKeys.scope.${scope}`)),
    facts: [
      t('apiKeys.begins', { start: `${key.start}…` }),
      isAll ? `${made} ${t('apiKeys.of', { name: key.user.username })}` : made,
      key.lastUsedAt ? t('apiKeys.used', at(key.lastUsedAt)) : t('apiKeys.unused'),
      key.revokedAt
        ? t('apiKeys.revokedAt', at(key.revokedAt))
        : key.expiresAt === null
          ? t('apiKeys.endless')
          : t(state === 'expired' ? 'apiKeys.ended' : 'apiKeys.ends', at(key.expiresAt)),
    ],
    revokeUrl: state === 'revoked' || state === 'expired' ? null : links.path(`${base}/${key.id}/revoke`),
    revokeLabel: t('apiKeys.revoke.label', { name: key.name }),
  }
}

/** The form of a new key. Scopes that the user has no right for are left out. */
export const toNewKeyForm = (
  request: {
    readonly csrfToken: string | null
    readonly isAdmin: boolean
    readonly typed?: KeyTyped
    readonly fault?: FormFault
  },
  { links, t }: ViewContext,
): FormView => {
  const { csrfToken, isAdmin, typed = untypedKey, fault = noFault } = request
  const fields: FormField[] = [
    {
      kind: 'text',
      name: 'name',
      label: t('apiKeys.name'),
      hint: t('apiKeys.name.hint'),
      value: typed.name,
      maxLength: 100,
      required: true,
      error: fault.of('name'),
    },
    {
      kind: 'checks',
      name: 'scope',
      label: t('apiKeys.scopes'),
      hint: t('apiKeys.scopes.hint'),
      options: scopes
        .filter((scope) => scope !== 'read')
        .filter((scope) => isAdmin || scope !== 'administer')
        .map((scope) => ({
          value: scope,
          label: t(`apiKeys.scope.${scope}`),
          hint: t(`apiKeys.scope.${scope}.hint`),
          isSelected: typed.scopes.includes(scope),
        })),
    },
    {
      kind: 'select',
      name: 'expires',
      label: t('apiKeys.expires'),
      options: [
        ...offeredDays.map((days) => ({ value: String(days), label: t('apiKeys.expires.days', { days }) })),
        { value: 'custom', label: t('apiKeys.expires.custom') },
        { value: 'never', label: t('apiKeys.expires.never') },
      ].map((option) => ({ ...option, isSelected: option.value === typed.expires })),
    },
    {
      kind: 'text',
      name: 'days',
      label: t('apiKeys.days'),
      hint: t('apiKeys.days.hint'),
      value: typed.days,
      maxLength: 4,
      error: fault.of('expiresInDays'),
    },
  ]
  return {
    id: 'new-key',
    title: t('apiKeys.new'),
    method: 'post',
    action: links.path('/account/keys'),
    csrfToken,
    error: fault.message,
    fields,
    submit: t('apiKeys.create'),
  }
}
