import { VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRouter, PagesContext } from '../../page-context.ts'
import { readPasskey } from '../../passkey-answer.ts'
import { toPasskeyDoor } from '../../view-models/account/passkey-forms.ts'
import type { FieldView, SignInView } from '../../view-models/forms.ts'
import { toSecondStep } from './second-step.ts'

const untouched: FieldView = { value: '', error: null }
const notices = ['password', 'registered', 'deleted'] as const

/** `/sign-in` and `/sign-out` */
export const registerSession = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const { accounts, sessions } = server.gallery

  const toLinks = async (): Promise<SignInView['links']> => [
    ...(accounts.canReset() ? [{ name: t('signIn.forgot'), url: links.path('/forgot') }] : []),
    ...((await accounts.registration()) ? [{ name: t('signIn.register'), url: links.path('/register') }] : []),
  ]

  /** What went wrong at a provider, by its code: nothing that somebody writes into an address is shown. */
  const faultOf = (code: string | null): string | null => {
    if (server.oidc === null) return null
    if (code === 'IDENTITY_NOT_LINKED') return new VitrineError(code).message
    if (code === 'RATE_LIMITED') return t('signIn.tooMany')
    return code === 'SIGN_IN_FAILED'
      ? new VitrineError(code, { details: { provider: server.oidc.name } }).message
      : null
  }

  const answer = async (
    view: Partial<SignInView>,
    status = 200,
    { headers = {}, passkeyError = null }: { headers?: Record<string, string>; passkeyError?: string | null } = {},
  ): Promise<PageAnswer> => ({
    page: 'sign-in',
    view: {
      provider: server.oidc && {
        name: server.oidc.name,
        url: links.path('/sign-in/oidc', { return: view.returnTo ?? links.homeUrl() }),
      },
      passkey: sessions.takesPasskeys()
        ? toPasskeyDoor({ returnTo: links.homeUrl(), csrfToken: null, ...view, error: passkeyError }, pages)
        : null,
      action: links.signInUrl(),
      returnTo: links.homeUrl(),
      csrfToken: null,
      username: untouched,
      password: untouched,
      remember: false,
      error: null,
      notice: null,
      links: await toLinks(),
      ...view,
    },
    head: { title: t('signIn.title'), noIndex: true },
    status,
    keep: false,
    headers,
  })

  router.get('/sign-in', async ({ identity, query }) => {
    const returnTo = links.safeReturnTo(query.get('return'))
    if (identity.user) return redirectResponse(returnTo, server.options)
    const done = notices.find((notice) => notice === query.get('done'))
    return answer({
      returnTo,
      error: query.get('again') === '1' ? t('secondStep.again') : faultOf(query.get('fault')),
      notice: done === undefined ? null : t(`signIn.done.${done}`),
    })
  })

  router.post('/sign-in', async (request) => {
    const { event, identity } = request
    const form = await readForm(event)
    const [username, password] = [(form.get('username') ?? '').trim(), form.get('password') ?? '']
    const returnTo = links.safeReturnTo(form.get('return'))
    const remember = form.get('remember') === '1'
    const typed = { returnTo, csrfToken: identity.csrfToken, username: { value: username, error: null }, remember }
    if (username === '' || password === '') {
      return answer(
        {
          ...typed,
          username: { value: username, error: username === '' ? t('signIn.missing.username') : null },
          password: { value: '', error: password === '' ? t('signIn.missing.password') : null },
        },
        400,
      )
    }
    try {
      await server.signIn(event, { username, password, remember })
    } catch (error) {
      if (VitrineError.has(error, 'CREDENTIALS_INVALID', 'INPUT_INVALID')) {
        return answer({ ...typed, error: new VitrineError('CREDENTIALS_INVALID').message }, 401)
      }
      if (VitrineError.has(error, 'RATE_LIMITED')) {
        const seconds = Math.max(1, Math.ceil(error.details?.retryAfterSeconds ?? 1))
        return answer({ ...typed, error: error.message }, 429, { headers: { 'retry-after': String(seconds) } })
      }
      return toSecondStep(request, pages, { error, returnTo })
    }
    return redirectResponse(returnTo, server.options)
  })

  router.post('/sign-in/passkey', async ({ event, identity }) => {
    const form = await readForm(event)
    const returnTo = links.safeReturnTo(form.get('return'))
    const proof = readPasskey(form)
    try {
      if (!proof) throw new VitrineError('PASSKEY_INVALID')
      await server.signInWithPasskey(event, { ...proof, remember: form.get('remember') === '1' })
    } catch (error) {
      if (!VitrineError.has(error, 'PASSKEY_INVALID', 'PASSKEY_COPIED', 'PASSKEYS_UNAVAILABLE', 'INPUT_INVALID'))
        throw error
      const passkeyError = VitrineError.has(error, 'INPUT_INVALID') ? t('passkeys.failed') : error.message
      return answer({ returnTo, csrfToken: identity.csrfToken }, 401, { passkeyError })
    }
    return redirectResponse(returnTo, server.options)
  })

  router.post('/sign-out', async ({ event }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    await server.signOut(event)
    return redirectResponse(links.homeUrl(), server.options)
  })
}
