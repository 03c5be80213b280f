import { type AccountSettings, inputInvalid, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { findUser } from '../../find-user.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readCursor, readPathId } from '../../query.ts'
import { type AdminAccountsState, type TypedSettings, toAdminAccountsView } from '../../view-models/admin/accounts.ts'
import { faultAt, toFormFault } from '../../view-models/form-page.ts'

const notices = ['saved', 'approved', 'refused'] as const
const waitingPerPage = 50
/** Groups to choose from. */
const maxGroups = 500

type Again = Partial<Pick<AdminAccountsState, 'typed' | 'refused' | 'fault' | 'made' | 'testTo' | 'resetName'>>

const readTyped = (form: URLSearchParams): TypedSettings => {
  const text = (name: string, maxLength = 5): string => (form.get(name) ?? '').trim().slice(0, maxLength)
  return {
    registration: text('registration', 16),
    emailRequired: form.get('emailRequired') === '1',
    notify: text('notify', 16),
    notifyGroupId: text('notifyGroupId', 16),
    selfDeletion: form.get('selfDeletion') === '1',
    heir: text('heir', 64),
    sessionIdleHours: text('sessionIdleHours'),
    sessionMaxDays: text('sessionMaxDays'),
    rememberDays: text('rememberDays'),
  }
}

/** `/admin/accounts`: who may register, who waits, how long people stay signed in; mail. */
export const registerAdminAccounts = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const back = (query: Record<string, string | number>) =>
    redirectResponse(links.path('/admin/accounts', query), server.options)

  const toTyped = async ({ gallery }: PageRequest, settings: AccountSettings): Promise<TypedSettings> => {
    const { heirUserId } = settings
    const heir =
      heirUserId === null
        ? ''
        : await gallery.users.get(heirUserId).then(
            ({ username }) => username,
            (error: unknown) => {
              if (VitrineError.has(error, 'USER_NOT_FOUND')) return ''
              throw error
            },
          )
    return {
      registration: settings.registration,
      emailRequired: settings.emailRequired,
      notify: settings.notify,
      notifyGroupId: String(settings.notifyGroupId ?? ''),
      selfDeletion: settings.selfDeletion,
      heir,
      sessionIdleHours: String(settings.sessionIdleHours),
      sessionMaxDays: String(settings.sessionMaxDays),
      rememberDays: String(settings.rememberDays),
    }
  }

  const readTest = async ({ gallery, query }: PageRequest) => {
    const job = query.get('test') ?? ''
    if (!/^[1-9]\d{0,14}$/.test(job)) return null
    return gallery.mail.test(Number(job)).catch((error: unknown) => {
      if (VitrineError.has(error, 'JOB_NOT_FOUND')) return null
      throw error
    })
  }

  const answer = async (request: PageRequest, again: Again = {}): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const [waiting, settings, groups, mail, test] = await Promise.all([
      gallery.registrations.list({ limit: waitingPerPage, cursor: readCursor(query) }),
      gallery.settings.accounts(),
      gallery.groups.list({ limit: maxGroups }),
      gallery.mail.state(),
      readTest(request),
    ])
    const done = notices.find((notice) => notice === query.get('done'))
    const isRefused = again.refused !== undefined || again.fault != null
    const view = toAdminAccountsView(
      {
        csrfToken: identity.csrfToken,
        notice: done === undefined || isRefused ? null : t(`maccounts.done.${done}`),
        fault: again.fault ?? null,
        waiting,
        settings,
        typed: again.typed ?? (await toTyped(request, settings.settings)),
        groups: groups.items,
        mail,
        test,
        testTo: again.testTo ?? identity.user?.email ?? '',
        made: again.made ?? null,
        resetName: again.resetName ?? '',
        refused: again.refused,
      },
      pages,
    )
    return {
      page: 'admin-accounts',
      view,
      head: { title: t('maccounts.title'), section: 'manage', noIndex: true },
      status: again.refused?.fault.status ?? 200,
      keep: false,
    }
  }

  /** A form of an administrator. */
  const post = (path: string, save: (request: PageRequest, form: URLSearchParams) => Promise<PageAnswer>): void =>
    router.post(path, async (request) => {
      const form = await readAdminForm(request, server)
      return save(request, form)
    })

  router.get('/admin/accounts', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  post('/admin/accounts', async (request, form) => {
    const typed = readTyped(form)
    const { locked } = await request.gallery.settings.accounts()
    try {
      const heirUserId = (await findUser(request.gallery, typed.heir))?.id ?? null
      if (typed.heir !== '' && heirUserId === null)
        throw inputInvalid([{ path: 'heirUserId', message: t('maccounts.heir.unknown') }])
      const figure = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN)
      const patch = {
        registration: typed.registration as AccountSettings['registration'],
        emailRequired: typed.emailRequired,
        notify: typed.notify as AccountSettings['notify'],
        notifyGroupId: typed.notifyGroupId === '' ? null : figure(typed.notifyGroupId),
        selfDeletion: typed.selfDeletion,
        heirUserId,
        sessionIdleHours: figure(typed.sessionIdleHours),
        sessionMaxDays: figure(typed.sessionMaxDays),
        rememberDays: figure(typed.rememberDays),
      }
      // What the server fixes is shown and not sent back.
      const free = Object.entries(patch).filter(([name]) => !(locked as readonly string[]).includes(name))
      await request.gallery.settings.setAccounts(Object.fromEntries(free))
    } catch (error) {
      return answer(request, {
        typed,
        refused: { form: 'settings', fault: toFormFault(error, pages, { heirUserId: 'heir' }) },
      })
    }
    return back({ done: 'saved' })
  })

  for (const action of ['approve', 'refuse'] as const)
    post(`/admin/accounts/:id/${action}`, async (request) => {
      const id = readPathId(request.event, 'id')
      try {
        await request.gallery.registrations[action](id)
      } catch (error) {
        if (VitrineError.has(error, 'REGISTRATION_NOT_FOUND')) return answer(request, { fault: t('maccounts.gone') })
        if (VitrineError.has(error, 'USERNAME_TAKEN')) return answer(request, { fault: error.message })
        throw error
      }
      return back({ done: action === 'approve' ? 'approved' : 'refused' })
    })

  post('/admin/accounts/mail', async (request, form) => {
    const to = (form.get('to') ?? '').trim()
    try {
      const { jobId } = await request.gallery.mail.sendTest(to === '' ? {} : { to })
      return back({ test: jobId })
    } catch (error) {
      return answer(request, { testTo: to, refused: { form: 'mail', fault: toFormFault(error, pages) } })
    }
  })

  post('/admin/accounts/reset', async (request, form) => {
    const name = (form.get('name') ?? '').trim().slice(0, 64)
    const refuse = (fault: ReturnType<typeof faultAt>) =>
      answer(request, { resetName: name, refused: { form: 'reset', fault } })
    const id = (await findUser(request.gallery, name))?.id ?? null
    if (id === null) return refuse(faultAt('name', t('maccounts.heir.unknown'), pages))
    try {
      const { url } = await request.gallery.users.createResetLink(id)
      return answer(request, { made: { name, url } })
    } catch (error) {
      return refuse(toFormFault(error, pages))
    }
  })
}
