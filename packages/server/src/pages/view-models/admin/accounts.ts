import type { AccountSettings, AccountSettingsState, Group, MailState, Registration, TestMail } from '@vitrine/core'
import { type FormFault, type FormField, type FormView, faultIn } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** `AdminAccountsView@1` */
export interface AdminAccountsView extends Managed {
  readonly notice: string | null
  readonly fault: string | null
  readonly waiting: readonly {
    readonly name: string
    readonly email: string | null
    readonly since: string
    readonly approveUrl: string
    readonly refuseUrl: string
    readonly approveLabel: string
    readonly refuseLabel: string
  }[]
  readonly waitingTotal: string
  readonly moreUrl: string | null
  readonly settings: FormView
  readonly mail: {
    readonly state: string
    readonly warning: string | null
    readonly test: { readonly text: string; readonly refreshUrl: string | null } | null
    readonly form: FormView | null
  }
  readonly reset: FormView | null
  /** A link that was just made. */
  readonly made: { readonly label: string; readonly url: string } | null
  readonly csrfToken: string | null
}

/** As typed. */
export interface TypedSettings {
  readonly registration: string
  readonly emailRequired: boolean
  readonly notify: string
  readonly notifyGroupId: string
  readonly selfDeletion: boolean
  /** A user name. */
  readonly heir: string
  readonly sessionIdleHours: string
  readonly sessionMaxDays: string
  readonly rememberDays: string
}

export type AccountsForm = 'settings' | 'mail' | 'reset'

export interface AdminAccountsState {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly fault: string | null
  readonly waiting: {
    readonly items: readonly Registration[]
    readonly total: number
    readonly nextCursor: string | null
  }
  readonly settings: AccountSettingsState
  readonly typed: TypedSettings
  readonly groups: readonly Group[]
  readonly mail: MailState
  readonly test: TestMail | null
  readonly testTo: string
  readonly made: { readonly name: string; readonly url: string } | null
  readonly resetName: string
  readonly refused?: { readonly form: AccountsForm; readonly fault: FormFault } | undefined
}

const maxDigits = 5

const toSettingsFields = (state: AdminAccountsState, fault: FormFault, { t }: ViewContext): FormField[] => {
  const { typed, groups, mail } = state
  const isLocked = (name: keyof AccountSettings) => state.settings.locked.includes(name)
  const hint = (name: keyof AccountSettings, text?: string) => (isLocked(name) ? t('maccounts.fixed') : text)
  const choice = (name: 'registration' | 'notify', values: readonly [string, string][], text?: string): FormField => ({
    kind: 'choice',
    name,
    label: t(`maccounts.${name}`),
    hint: hint(name, text),
    error: fault.of(name),
    options: values.map(([value, label]) => ({ value, label, isSelected: typed[name] === value })),
  })
  const check = (name: 'emailRequired' | 'selfDeletion'): FormField => ({
    kind: 'check',
    name,
    label: t(`maccounts.${name}`),
    hint: hint(name),
    isChecked: typed[name],
    error: fault.of(name),
  })
  const figure = (name: 'sessionIdleHours' | 'sessionMaxDays' | 'rememberDays', label: string): FormField => ({
    kind: 'text',
    name,
    label,
    value: typed[name],
    maxLength: maxDigits,
    hint: hint(name),
    isReadOnly: isLocked(name),
    error: fault.of(name),
  })
  const canMail = mail.isSet && mail.hasLinks
  return [
    choice(
      'registration',
      [
        ['off', t('maccounts.registration.off')],
        ['open', t('maccounts.registration.open')],
        ['approval', t('maccounts.registration.approval')],
      ],
      canMail || !typed.emailRequired ? undefined : t('maccounts.registration.needsMail'),
    ),
    check('emailRequired'),
    choice('notify', [
      ['none', t('maccounts.notify.none')],
      ['administrators', t('maccounts.notify.administrators')],
      ['group', t('maccounts.notify.group')],
    ]),
    {
      kind: 'select',
      name: 'notifyGroupId',
      label: t('maccounts.notifyGroup'),
      hint: hint('notifyGroupId'),
      error: fault.of('notifyGroupId'),
      options: [
        { value: '', label: t('maccounts.notifyGroup.none'), isSelected: typed.notifyGroupId === '' },
        ...groups.map(({ id, name }) => ({
          value: String(id),
          label: name,
          isSelected: typed.notifyGroupId === String(id),
        })),
      ],
    },
    check('selfDeletion'),
    {
      kind: 'text',
      name: 'heir',
      label: t('maccounts.heir'),
      value: typed.heir,
      maxLength: 64,
      hint: hint('heirUserId', t('maccounts.heir.hint')),
      isReadOnly: isLocked('heirUserId'),
      error: fault.of('heir'),
    },
    figure('sessionIdleHours', t('maccounts.idle')),
    figure('sessionMaxDays', t('maccounts.max')),
    figure('rememberDays', t('maccounts.remember')),
  ]
}

const testText = (test: TestMail, { t }: ViewContext): string => {
  if (test.state === 'waiting') return t('maccounts.mail.waiting')
  return test.state === 'sent' ? t('maccounts.mail.sent') : t('maccounts.mail.failed', { reason: test.reason ?? '' })
}

export const toAdminAccountsView = (state: AdminAccountsState, pages: ViewContext): AdminAccountsView => {
  const { links, t, formats } = pages
  const { csrfToken, mail, waiting, test, refused } = state
  const faultOf = (form: AccountsForm): FormFault => faultIn(refused, form)
  const form = (id: AccountsForm, fields: readonly FormField[], submit: string): FormView => ({
    id,
    title: null,
    method: 'post',
    action: links.path(id === 'settings' ? '/admin/accounts' : `/admin/accounts/${id}`),
    csrfToken,
    error: faultOf(id).message,
    fields,
    submit,
  })
  return {
    nav: toManageNav('accounts', pages),
    notice: state.notice,
    fault: state.fault,
    waiting: waiting.items.map(({ id, username: name, email, createdAt }) => ({
      name,
      email,
      since: formats.instant(createdAt),
      approveUrl: links.path(`/admin/accounts/${id}/approve`),
      refuseUrl: links.path(`/admin/accounts/${id}/refuse`),
      approveLabel: t('maccounts.approveOf', { name }),
      refuseLabel: t('maccounts.refuseOf', { name }),
    })),
    waitingTotal: formats.number(waiting.total),
    moreUrl: waiting.nextCursor === null ? null : links.path('/admin/accounts', { cursor: waiting.nextCursor }),
    settings: form('settings', toSettingsFields(state, faultOf('settings'), pages), t('manage.save')),
    mail: {
      state: !mail.isSet
        ? t('maccounts.mail.none')
        : mail.description === null
          ? t('maccounts.mail.setPlain')
          : t('maccounts.mail.set', { description: mail.description }),
      warning: mail.hasLinks ? null : t('maccounts.mail.noLinks'),
      test: test && {
        text: testText(test, pages),
        refreshUrl: test.state === 'waiting' ? links.path('/admin/accounts', { test: test.jobId }) : null,
      },
      form: mail.isSet
        ? form(
            'mail',
            [
              {
                kind: 'email',
                name: 'to',
                label: t('maccounts.mail.to'),
                value: state.testTo,
                maxLength: 254,
                autocomplete: 'email',
                error: faultOf('mail').of('to'),
              },
            ],
            t('maccounts.mail.submit'),
          )
        : null,
    },
    reset: mail.hasLinks
      ? form(
          'reset',
          [
            {
              kind: 'text',
              name: 'name',
              label: t('maccounts.reset.name'),
              value: state.resetName,
              maxLength: 64,
              error: faultOf('reset').of('name'),
            },
          ],
          t('maccounts.reset.submit'),
        )
      : null,
    made: state.made && { label: t('maccounts.reset.made', { name: state.made.name }), url: state.made.url },
    csrfToken,
  }
}
