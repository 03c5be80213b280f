import { type Issue, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { type DoorField, type DoorView, toPlainDoor } from '../../view-models/account/door.ts'

/** What somebody can set right in the form; anything else is a fault of its own. */
const correctable = ['INPUT_INVALID', 'USERNAME_TAKEN', 'HOOK_REJECTED', 'RATE_LIMITED', 'MAIL_UNAVAILABLE'] as const

interface Refusal {
  readonly status: number
  readonly message: string | null
  readonly issues: readonly Issue[]
  readonly headers: Readonly<Record<string, string>>
}

const statuses = {
  INPUT_INVALID: 400,
  USERNAME_TAKEN: 409,
  HOOK_REJECTED: 409,
  RATE_LIMITED: 429,
  MAIL_UNAVAILABLE: 409,
}
const accepted: Refusal = { status: 200, message: null, issues: [], headers: {} }

/** @throws the error itself where the form cannot help */
const toRefusal = (error: unknown): Refusal => {
  if (!VitrineError.has(error, ...correctable)) throw error
  const seconds = VitrineError.has(error, 'RATE_LIMITED') ? (error.details?.retryAfterSeconds ?? 1) : null
  return {
    status: statuses[error.code],
    message: error.issues.length > 0 ? null : error.message,
    issues: error.issues,
    headers: seconds === null ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) },
  }
}

const errorOf = ({ issues }: Refusal, name: string): string | null =>
  issues.find(({ path }) => path === name)?.message ?? null

/** The first field that is wrong, or the first. */
const focusFirst = (fields: readonly DoorField[]): DoorField[] => {
  const first = fields.find(({ error }) => error !== null) ?? fields[0]
  return fields.map((field) => ({ ...field, focus: field === first }))
}

/** `/register`, `/forgot`, and where the links of mails lead: `/register/confirm`, `/reset`, `/account/email`. */
export const registerAccountDoors = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const { accounts } = server.gallery
  const toSignIn = () => ({ name: t('door.toSignIn'), url: links.signInUrl() })

  const show = (view: DoorView, { status = 200, headers = {} }: Partial<Refusal> = {}): PageAnswer => ({
    page: 'door',
    view: view.form === null ? view : { ...view, form: { ...view.form, fields: focusFirst(view.form.fields) } },
    head: { title: view.title, noIndex: true },
    status,
    keep: false,
    // The address may hold the token of a link: it is told to no other page.
    headers: { 'referrer-policy': 'no-referrer', ...headers },
  })
  const invalid = (): PageAnswer =>
    show(toPlainDoor(t('door.invalid.title'), t('door.invalid.text'), pages), { status: 403 })

  const nameField = (value: string, refusal: Refusal): DoorField => ({
    name: 'username',
    type: 'text',
    label: t('signIn.username'),
    value,
    error: errorOf(refusal, 'username'),
    autocomplete: 'username',
    maxLength: 64,
    required: true,
  })
  const passwordField = (label: string, refusal: Refusal): DoorField => ({
    name: 'password',
    type: 'password',
    label,
    hint: t('setUp.passwordHint'),
    value: '',
    error: errorOf(refusal, 'password'),
    autocomplete: 'new-password',
    maxLength: 1024,
    required: true,
  })
  const read = async ({ event }: PageRequest): Promise<URLSearchParams> => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    return form
  }

  const registerPage = async (
    request: PageRequest,
    typed = { username: '', email: '' },
    refusal: Refusal = accepted,
  ): Promise<PageAnswer> => {
    const how = await accounts.registration()
    if (how === null) return show(toPlainDoor(t('register.closed.title'), t('register.closed.text'), pages))
    const leads = [
      how.email === 'required' ? t('register.lead') : how.email === 'optional' ? t('register.lead.optional') : '',
      how.needsApproval ? t('register.lead.approval') : '',
    ]
    const email: DoorField = {
      name: 'email',
      type: 'email',
      label: t('setUp.email'),
      note: how.email === 'optional' ? t('setUp.optional') : undefined,
      value: typed.email,
      error: errorOf(refusal, 'email'),
      autocomplete: 'email',
      maxLength: 254,
      required: how.email === 'required',
    }
    return show(
      {
        title: t('register.title'),
        lead: leads.filter((lead) => lead !== '').join(' '),
        form: {
          action: links.path('/register'),
          csrfToken: request.identity.csrfToken,
          hidden: [],
          fields: [
            nameField(typed.username, refusal),
            ...(how.email === 'none' ? [] : [email]),
            passwordField(t('signIn.password'), refusal),
          ],
          submit: t('register.submit'),
          error: refusal.message,
        },
        links: [toSignIn()],
      },
      refusal,
    )
  }

  router.get('/register', async (request) => registerPage(request))
  router.post('/register', async (request) => {
    const form = await read(request)
    const typed = { username: (form.get('username') ?? '').trim(), email: (form.get('email') ?? '').trim() }
    try {
      const state = await accounts.register({
        username: typed.username,
        password: form.get('password') ?? '',
        email: typed.email === '' ? null : typed.email,
        address: server.clientAddress(request.event),
      })
      if (state === 'done') return redirectResponse(links.path('/sign-in', { done: 'registered' }), server.options)
      return show(toPlainDoor(t(`register.${state}.title`), t(`register.${state}.text`), pages))
    } catch (error) {
      if (VitrineError.has(error, 'REGISTRATION_CLOSED')) return registerPage(request)
      return registerPage(request, typed, toRefusal(error))
    }
  })

  const confirmPage = async (
    request: PageRequest,
    token: string,
    typed: string | null = null,
    refusal: Refusal = accepted,
  ): Promise<PageAnswer> => {
    const found = await accounts.registrationOf(token)
    if (found === null) return invalid()
    const { username: name } = found
    return show(
      {
        title: t('confirm.title'),
        lead: found.isTaken ? t('confirm.taken', { name }) : t('confirm.lead', { name }),
        form: {
          action: links.path('/register/confirm'),
          csrfToken: request.identity.csrfToken,
          hidden: [{ name: 'token', value: token }],
          fields: found.isTaken ? [nameField(typed ?? '', refusal)] : [],
          submit: t('confirm.submit'),
          error: refusal.message,
        },
        links: [],
      },
      refusal,
    )
  }

  // Opened by whoever looks at mails for viruses too: nothing happens before the button.
  router.get('/register/confirm', async (request) => confirmPage(request, request.query.get('token') ?? ''))
  router.post('/register/confirm', async (request) => {
    const form = await read(request)
    const [token, username] = [form.get('token') ?? '', form.get('username')]
    try {
      const state = await accounts.confirmRegistration({ token, ...(username === null ? {} : { username }) })
      if (state === 'waiting') return show(toPlainDoor(t('register.waiting.title'), t('register.waiting.text'), pages))
      return redirectResponse(links.path('/sign-in', { done: 'registered' }), server.options)
    } catch (error) {
      if (VitrineError.has(error, 'ACCOUNT_LINK_INVALID')) return invalid()
      return confirmPage(request, token, username, toRefusal(error))
    }
  })

  const forgotPage = (request: PageRequest, typed = '', refusal: Refusal = accepted): PageAnswer => {
    if (!accounts.canReset()) return show(toPlainDoor(t('forgot.off.title'), t('forgot.off.text'), pages))
    const who: DoorField = {
      name: 'who',
      type: 'text',
      label: t('forgot.who'),
      value: typed,
      error: errorOf(refusal, 'who'),
      autocomplete: 'username',
      maxLength: 254,
      required: true,
    }
    return show(
      {
        title: t('forgot.title'),
        lead: t('forgot.lead'),
        form: {
          action: links.path('/forgot'),
          csrfToken: request.identity.csrfToken,
          hidden: [],
          fields: [who],
          submit: t('forgot.submit'),
          error: refusal.message,
        },
        links: [toSignIn()],
      },
      refusal,
    )
  }

  router.get('/forgot', async (request) => forgotPage(request))
  router.post('/forgot', async (request) => {
    const form = await read(request)
    const who = (form.get('who') ?? '').trim()
    try {
      await accounts.requestReset({ who, address: server.clientAddress(request.event) })
    } catch (error) {
      return forgotPage(request, who, toRefusal(error))
    }
    return show(toPlainDoor(t('forgot.sent.title'), t('forgot.sent.text'), pages))
  })

  const resetPage = async (request: PageRequest, token: string, refusal: Refusal = accepted): Promise<PageAnswer> => {
    const found = await accounts.resetOf(token)
    if (found === null) return invalid()
    return show(
      {
        title: t('reset.title'),
        lead: t('reset.lead', { name: found.username }),
        form: {
          action: links.path('/reset'),
          csrfToken: request.identity.csrfToken,
          hidden: [{ name: 'token', value: token }],
          fields: [passwordField(t('reset.password'), refusal)],
          submit: t('reset.submit'),
          error: refusal.message,
        },
        links: [],
      },
      refusal,
    )
  }

  router.get('/reset', async (request) => resetPage(request, request.query.get('token') ?? ''))
  router.post('/reset', async (request) => {
    const form = await read(request)
    const token = form.get('token') ?? ''
    try {
      await accounts.resetPassword({ token, password: form.get('password') ?? '' })
    } catch (error) {
      if (VitrineError.has(error, 'ACCOUNT_LINK_INVALID')) return invalid()
      return resetPage(request, token, toRefusal(error))
    }
    return redirectResponse(links.path('/sign-in', { done: 'password' }), server.options)
  })

  router.get('/account/email', async (request) => {
    const token = request.query.get('token') ?? ''
    const found = await accounts.emailOf(token)
    if (found === null) return invalid()
    return show({
      title: t('email.title'),
      lead: t('email.lead', { name: found.username, email: found.email }),
      form: {
        action: links.path('/account/email'),
        csrfToken: request.identity.csrfToken,
        hidden: [{ name: 'token', value: token }],
        fields: [],
        submit: t('email.submit'),
        error: null,
      },
      links: [],
    })
  })
}
