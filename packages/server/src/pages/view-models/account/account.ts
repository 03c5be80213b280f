import type { Account, AccountSession, OwnerPurpose } from '@vitrine/core'
import type { Language } from '../../../languages/languages.ts'
import { deviceName } from '../../device-name.ts'
import { photosPerPage } from '../../query.ts'
import { type FormFault, type FormView, faultIn, type OptionView } from '../form-page.ts'
import { newDays } from '../new-marks.ts'
import type { ViewContext } from '../view-context.ts'
import { type AccountNav, toAccountNav } from './nav.ts'
import { forOwner } from './security-fields.ts'

/** `AccountView@1`: one's own account. */
export interface AccountView {
  readonly nav: AccountNav
  readonly title: string
  readonly name: string
  readonly lead: string
  readonly notice: string | null
  /** Another step that follows from what was done. */
  readonly advice: { readonly text: string; readonly label: string; readonly url: string } | null
  /** Below one another, each with a heading of its own. */
  readonly forms: readonly FormView[]
  readonly notes: readonly { readonly title: string; readonly text: string }[]
  /** `null` for an account that several people share: where the others are is not for each of them. */
  readonly sessions:
    | readonly {
        readonly device: string
        readonly about: string
        readonly isCurrent: boolean
        readonly endLabel: string
        readonly id: string
      }[]
    | null
  readonly endSessionUrl: string
  readonly endSessionsUrl: string
  readonly exportUrl: string | null
  readonly deletion: FormView | null
  readonly csrfToken: string | null
}

export type AccountForm = 'look' | 'password' | 'email' | 'delete'

const pageChoices = [30, 60, 120, 200] as const
const dayChoices = [newDays, 30, 90, 365] as const

const sorted = (choices: readonly number[], own: number | null): number[] =>
  [...new Set(own === null ? choices : [...choices, own])].sort((a, b) => a - b)

export const toAccountView = (
  {
    account,
    sessions,
    sessionId,
    csrfToken,
    notice,
    offersKeys,
    canMail,
    confirmed,
    languages,
    themes,
    refused,
  }: {
    readonly account: Account
    readonly sessions: readonly AccountSession[] | null
    readonly sessionId: string | null
    readonly csrfToken: string | null
    readonly notice: string | null
    /** The password or the address is another one now, and there are API keys that work. */
    readonly offersKeys: boolean
    readonly canMail: boolean
    readonly languages: readonly Pick<Language, 'code' | 'name'>[]
    /** What was confirmed a moment ago, in place of a password. */
    readonly confirmed: OwnerPurpose | null
    /** Themes to choose from; empty: none. */
    readonly themes: readonly OptionView[]
    readonly refused?: { readonly form: AccountForm; readonly fault: FormFault; readonly email?: string } | undefined
  },
  pages: ViewContext,
): AccountView => {
  const { links, t, formats } = pages
  const { user, preferences, pendingEmail } = account
  const faultOf = (form: AccountForm): FormFault => faultIn(refused, form)
  const form = (id: AccountForm, rest: Pick<FormView, 'title' | 'lead' | 'fields' | 'submit'>): FormView => ({
    id,
    method: 'post',
    action: links.path(`/account/${id}`),
    csrfToken,
    error: faultOf(id).message,
    ...rest,
  })
  const password = (formName: AccountForm) =>
    ({
      kind: 'password',
      name: 'currentPassword',
      label: t('account.password.current'),
      value: '',
      maxLength: 1024,
      autocomplete: 'current-password',
      error: faultOf(formName).of('currentPassword'),
    }) as const

  const choices = (values: readonly number[], own: number | null, usual: string, label: (value: number) => string) => [
    { value: '', label: t('account.usual', { value: usual }), isSelected: own === null },
    ...sorted(values, own).map((value) => ({ value: String(value), label: label(value), isSelected: value === own })),
  ]
  const look = form('look', {
    title: t('account.look'),
    lead: undefined,
    fields: [
      {
        kind: 'select',
        name: 'photosPerPage',
        label: t('account.perPage'),
        options: choices(pageChoices, preferences.photosPerPage, String(photosPerPage), formats.number),
        error: faultOf('look').of('photosPerPage'),
      },
      {
        kind: 'select',
        name: 'recentDays',
        label: t('account.recent'),
        options: choices(dayChoices, preferences.recentDays, t('account.days', { days: newDays }), (days) =>
          t('account.days', { days }),
        ),
        error: faultOf('look').of('recentDays'),
      },
      {
        kind: 'select',
        name: 'language',
        label: t('account.language'),
        options: [
          { value: '', label: t('account.language.browser'), isSelected: preferences.language === null },
          ...languages.map(({ code, name }) => ({
            value: code,
            label: name,
            isSelected: code === preferences.language,
          })),
        ],
        error: faultOf('look').of('language'),
      },
      ...(themes.length === 0
        ? []
        : [
            {
              kind: 'select' as const,
              name: 'theme',
              label: t('mthemes.own'),
              options: themes,
              error: faultOf('look').of('theme'),
            },
          ]),
    ],
    submit: t('account.save'),
  })
  const owner = { hasPassword: account.hasPassword, confirmed }
  const newPassword = form('password', {
    title: t('account.password'),
    lead: t(account.hasPassword ? 'account.password.lead' : 'account.password.none'),
    fields: [
      password('password'),
      {
        kind: 'password',
        name: 'password',
        label: t('account.password.next'),
        hint: t('setUp.passwordHint'),
        value: '',
        maxLength: 1024,
        autocomplete: 'new-password',
        error: faultOf('password').of('password'),
      },
    ],
    submit: t(account.hasPassword ? 'account.password.submit' : 'account.password.set'),
  })
  const addressNow = [
    user.email === null ? t('account.email.none') : t('account.email.now', { email: user.email }),
    ...(pendingEmail === null ? [] : [t('account.email.pending', { email: pendingEmail })]),
  ].join(' ')
  const email = form('email', {
    title: t('account.email'),
    lead: addressNow,
    fields: [
      {
        kind: 'email',
        name: 'email',
        label: t('account.email.next'),
        value: refused?.form === 'email' ? (refused.email ?? '') : '',
        maxLength: 254,
        autocomplete: 'email',
        error: faultOf('email').of('email'),
      },
      password('email'),
    ],
    submit: t('account.email.submit'),
  })
  const deletion = form('delete', {
    title: t('account.delete'),
    lead: t('account.delete.lead'),
    fields: [password('delete')],
    submit: t('account.delete.submit'),
  })

  return {
    nav: toAccountNav('account', pages),
    title: t('account.title'),
    name: user.username,
    lead: account.canChange ? t('account.lead', { role: user.roleName }) : t('account.shared'),
    notice,
    advice: offersKeys
      ? { text: t('account.keys'), label: t('account.keys.look'), url: links.path('/account/keys') }
      : null,
    forms: account.canChange
      ? [
          look,
          forOwner(newPassword, 'password', owner, pages),
          ...(canMail ? [forOwner(email, 'email', owner, pages)] : []),
        ]
      : [],
    notes: [
      ...(account.canChange && !canMail
        ? [{ title: t('account.email'), text: `${addressNow} ${t('account.email.off')}` }]
        : []),
      ...(account.canChange && !account.canDelete
        ? [{ title: t('account.delete'), text: t('account.delete.off') }]
        : []),
    ],
    sessions:
      sessions?.map((session) => {
        const device = deviceName(session.userAgent, pages)
        const from = session.address === null ? '' : `, ${t('account.session.from', { address: session.address })}`
        return {
          id: session.id,
          device,
          about: `${t('account.session.used', { when: formats.instant(session.lastUsedAt) })}${from}`,
          isCurrent: session.id === sessionId,
          endLabel: t('account.session.endOf', { device }),
        }
      }) ?? null,
    endSessionUrl: links.path('/account/sessions/end'),
    endSessionsUrl: links.path('/account/sessions/end-all'),
    exportUrl: account.canChange ? links.path('/account/export') : null,
    deletion: account.canDelete ? forOwner({ ...deletion, isDangerous: true }, 'delete', owner, pages) : null,
    csrfToken,
  }
}
