import { type Issue, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRouter, PagesContext } from '../../page-context.ts'

/** `/set-up?token=…`: the first administrator. */
export const registerSetUp = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const head = () => ({ title: t('setUp.title'), noIndex: true })

  const notValid = (): PageAnswer => ({
    page: 'set-up',
    view: { homeUrl: links.homeUrl(), form: null },
    head: { ...head(), title: t('setUp.done.title') },
    status: 403,
  })

  const answer = (
    token: string,
    typed: { username: string; email: string },
    issues: readonly Issue[] = [],
    status = 200,
  ): PageAnswer => {
    const errorOf = (path: string): string | null => issues.find((issue) => issue.path === path)?.message ?? null
    const other = issues.find(({ path }) => !['username', 'email', 'password'].includes(path))
    return {
      page: 'set-up',
      view: {
        homeUrl: links.homeUrl(),
        form: {
          action: links.setUpUrl(),
          token,
          csrfToken: null,
          username: { value: typed.username, error: errorOf('username') },
          email: { value: typed.email, error: errorOf('email') },
          password: { value: '', error: errorOf('password') },
          error: other?.message ?? null,
        },
      },
      head: head(),
      status,
      keep: false,
    }
  }

  router.get('/set-up', async ({ query }) => {
    const token = query.get('token') ?? ''
    if (token === '' || !(await server.gallery.sessions.isSetupToken(token))) return notValid()
    return answer(token, { username: 'admin', email: '' })
  })

  router.post('/set-up', async ({ event }) => {
    const form = await readForm(event)
    const token = form.get('token') ?? ''
    const typed = { username: (form.get('username') ?? '').trim(), email: (form.get('email') ?? '').trim() }
    try {
      await server.setUp(event, {
        token,
        username: typed.username,
        password: form.get('password') ?? '',
        email: typed.email === '' ? null : typed.email,
      })
    } catch (error) {
      if (VitrineError.has(error, 'SETUP_TOKEN_INVALID')) return notValid()
      if (VitrineError.has(error, 'USERNAME_TAKEN')) {
        return answer(token, typed, [{ path: 'username', message: error.message }], 409)
      }
      if (VitrineError.has(error, 'INPUT_INVALID')) return answer(token, typed, error.issues, 400)
      throw error
    }
    return redirectResponse(links.homeUrl(), server.options)
  })
}
