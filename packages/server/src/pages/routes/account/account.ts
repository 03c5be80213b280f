import { VitrineError } from '@vitrine/core'
import { exportResponse } from '../../../http/export-response.ts'
import { requireTheme } from '../../../themes/require-theme.ts'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { themeOptions } from '../../theme-options.ts'
import { type AccountForm, toAccountView } from '../../view-models/account/account.ts'
import { type FormFault, toFormFault } from '../../view-models/form-page.ts'

const notices = ['saved', 'password', 'email', 'moved', 'ended', 'confirmed'] as const

/** Of as many as one can have that work, and some that ended. */
const hasActiveKeys = async ({ gallery }: PageRequest): Promise<boolean> =>
  (await gallery.keys.list({ limit: 200 })).items.some(({ state }) => state === 'active')

/** `/account`: what is one's own. */
export const registerAccount = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const back = (done: (typeof notices)[number]) => redirectResponse(links.path('/account', { done }), server.options)

  const answer = async (
    request: PageRequest,
    refused?: { form: AccountForm; fault: FormFault; email?: string },
  ): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const account = await gallery.account.get()
    const done = notices.find((notice) => notice === query.get('done'))
    const isProtected = done === 'password' || done === 'moved'
    const [sessions, hasKeys] = await Promise.all([
      // Whoever looks through the user's eyes does not see where the user is.
      account.canChange && identity.viewAs === null ? gallery.account.sessions() : null,
      isProtected && !refused ? hasActiveKeys(request) : false,
    ])
    const view = toAccountView(
      {
        account,
        sessions,
        sessionId: identity.sessionId,
        csrfToken: identity.csrfToken,
        notice: done === undefined || refused ? null : t(`account.done.${done}`),
        offersKeys: hasKeys,
        canMail: server.gallery.accounts.canReset(),
        languages: pages.languages.all,
        // Whatever was refused has used it up.
        confirmed: refused ? null : server.confirmedFor(request.event),
        themes: themeOptions(pages, await gallery.appearance(), account.preferences.theme),
        refused,
      },
      pages,
    )
    return {
      page: 'account',
      view,
      head: { title: view.title, section: 'account', noIndex: true },
      status: refused?.fault.status ?? 200,
      keep: false,
    }
  }

  const read = async ({ event }: PageRequest): Promise<URLSearchParams> => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    return form
  }
  /** A form of the page; what can be set right is said beside it. */
  const post = (name: AccountForm, save: (request: PageRequest, form: URLSearchParams) => Promise<Response>): void =>
    router.post(`/account/${name}`, async (request) => {
      const form = await read(request)
      try {
        return await save(request, form)
      } catch (error) {
        return answer(request, { form: name, fault: toFormFault(error, pages), email: form.get('email') ?? '' })
      }
    })
  const proofOf = ({ event }: PageRequest, form: URLSearchParams): Promise<string> =>
    server.ownerProof(event, form.get('currentPassword') ?? '')
  const figure = (text: string | null): number | null => (text === null || text === '' ? null : Number(text))

  router.get('/account', async (request) => answer(request))

  router.get('/account/export', async ({ gallery }) => exportResponse(await gallery.account.export(), server.options))

  post('look', async ({ gallery }, form) => {
    const theme = form.get('theme') || null
    requireTheme(server.themes, theme, (await gallery.appearance()).offered)
    await gallery.account.setPreferences({
      photosPerPage: figure(form.get('photosPerPage')),
      recentDays: figure(form.get('recentDays')),
      language: form.get('language') || null,
      // Where none is on offer the form has no such field.
      ...(form.has('theme') ? { theme } : {}),
    })
    return back('saved')
  })

  post('password', async (request, form) => {
    const currentPassword = await proofOf(request, form)
    await server.changePassword(request.event, { currentPassword, password: form.get('password') ?? '' })
    return back('password')
  })

  // The same address takes the link of a mail, which brings a token.
  router.post('/account/email', async (request) => {
    const form = await read(request)
    const token = form.get('token')
    const { gallery, identity } = request
    if (token !== null) {
      await server.gallery.accounts.confirmEmail({ token, keepSession: identity.sessionId ?? undefined })
      return identity.user ? back('moved') : redirectResponse(links.signInUrl(), server.options)
    }
    const email = (form.get('email') ?? '').trim()
    try {
      await gallery.account.changeEmail({ email, currentPassword: await proofOf(request, form) })
    } catch (error) {
      return answer(request, { form: 'email', fault: toFormFault(error, pages), email })
    }
    return back('email')
  })

  post('delete', async (request, form) => {
    await request.gallery.account.delete({ currentPassword: await proofOf(request, form) })
    await server.signOut(request.event)
    return redirectResponse(links.path('/sign-in', { done: 'deleted' }), server.options)
  })

  router.post('/account/sessions/end', async (request) => {
    const form = await read(request)
    await request.gallery.account.endSession(form.get('id') ?? '').catch((error: unknown) => {
      // It ended by itself meanwhile, which is as good.
      if (!VitrineError.has(error, 'SESSION_NOT_FOUND')) throw error
    })
    return back('ended')
  })

  router.post('/account/sessions/end-all', async (request) => {
    const form = await read(request)
    const { gallery, identity, event } = request
    if (form.get('everywhere') !== '1') {
      await gallery.account.endSessions({ except: identity.sessionId ?? undefined })
      return back('ended')
    }
    await gallery.account.endSessions()
    await server.signOut(event)
    return redirectResponse(links.homeUrl(), server.options)
  })
}
