import { type ApiKey, type Page, type Scope, scopes } from '@vitrine/core'
import type { AccountNav } from './account-nav.ts'
import { type FormFault, type FormField, type FormView, noFault } from './form-page.ts'
import type { ManageNav } from './manage.ts'
import type { ViewContext } from './view-context.ts'

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
  const made = t('keys.made', at(key.createdAt))
  return {
    name: key.name,
    state,
    stateText: t(`keys.state.${state}`),
    scopes: key.scopes.map((scope) => t(`keys.scope.${scope}`)),
    facts: [
      t('keys.begins', { start: `${key.start}…` }),
      isAll ? `${made} ${t('keys.of', { name: key.user.username })}` : made,
      key.lastUsedAt ? t('keys.used', at(key.lastUsedAt)) : t('keys.unused'),
      key.revokedAt
        ? t('keys.revokedAt', at(key.revokedAt))
        : key.expiresAt === null
          ? t('keys.endless')
          : t(state === 'expired' ? 'keys.ended' : 'keys.ends', at(key.expiresAt)),
    ],
    revokeUrl: state === 'revoked' || state === 'expired' ? null : links.path(`${base}/${key.id}/revoke`),
    revokeLabel: t('keys.revoke.label', { name: key.name }),
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
      label: t('keys.name'),
      hint: t('keys.name.hint'),
      value: typed.name,
      maxLength: 100,
      required: true,
      error: fault.of('name'),
    },
    ...scopes
      .filter((scope) => scope !== 'read' && (isAdmin || scope !== 'administer'))
      .map((scope) => ({
        kind: 'check' as const,
        name: `scope-${scope}`,
        label: t(`keys.scope.${scope}`),
        hint: t(`keys.scope.${scope}.hint`),
        isChecked: typed.scopes.includes(scope),
      })),
    {
      kind: 'select',
      name: 'expires',
      label: t('keys.expires'),
      options: [
        ...offeredDays.map((days) => ({ value: String(days), label: t('keys.expires.days', { days }) })),
        { value: 'custom', label: t('keys.expires.custom') },
        { value: 'never', label: t('keys.expires.never') },
      ].map((option) => ({ ...option, isSelected: option.value === typed.expires })),
    },
    {
      kind: 'text',
      name: 'days',
      label: t('keys.days'),
      hint: t('keys.days.hint'),
      value: typed.days,
      maxLength: 4,
      error: fault.of('expiresInDays'),
    },
  ]
  return {
    id: 'new-key',
    title: t('keys.new'),
    method: 'post',
    action: links.path('/account/keys'),
    csrfToken,
    error: fault.message,
    fields,
    submit: t('keys.create'),
  }
}
