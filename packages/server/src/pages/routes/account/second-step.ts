import { type NewPasskey, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPasskey } from '../../passkey-answer.ts'
import { toPasskeyEnrolment, toPasskeyStep } from '../../view-models/account/passkey-forms.ts'
import { fromEnrolmentUri, type SecondStepView, toEnrolmentView } from '../../view-models/account/second-factor.ts'

const untouched = { value: '', error: null }

const answer = (
  { identity }: PageRequest,
  { links, t }: PagesContext,
  view: Partial<SecondStepView> & Pick<SecondStepView, 'returnTo'>,
  status = 200,
): PageAnswer => ({
  page: 'second-step',
  view: {
    action: links.path('/sign-in/code'),
    csrfToken: identity.csrfToken,
    step: '',
    code: untouched,
    enrolment: null,
    passkey: null,
    recoveryCodes: null,
    ...view,
  },
  head: { title: t(view.recoveryCodes ? 'security.codes.title' : 'secondStep.title'), noIndex: true },
  status,
  keep: false,
})

const doorOf = ({ identity }: PageRequest, pages: PagesContext, step: string, returnTo: string) =>
  toPasskeyStep({ step, returnTo, csrfToken: identity.csrfToken }, pages)

const enrolmentOf = (
  { event, identity }: PageRequest,
  pages: PagesContext,
  about: {
    readonly step: string
    readonly returnTo: string
    readonly uri: string
    readonly name?: string | undefined
    readonly fault?: { readonly message: string | null; readonly name: string | null } | undefined
  },
) =>
  pages.server.gallery.sessions.takesPasskeys()
    ? toPasskeyEnrolment(
        { ...about, csrfToken: identity.csrfToken, userAgent: event.req.headers.get('user-agent') },
        pages,
      )
    : null

/** The page after the password, where that is not enough. @throws the error itself where it is another */
export const toSecondStep = async (
  request: PageRequest,
  pages: PagesContext,
  { error, returnTo }: { error: unknown; returnTo: string },
): Promise<PageAnswer> => {
  if (!VitrineError.has(error, 'SECOND_FACTOR_REQUIRED') || !error.details) throw error
  const { step, needs, passkey } = error.details
  const enrolment = needs === 'enrolment' ? toEnrolmentView(await pages.server.gallery.sessions.enrol({ step })) : null
  return answer(request, pages, {
    step,
    returnTo,
    enrolment,
    passkey: enrolment
      ? enrolmentOf(request, pages, { step, returnTo, uri: enrolment.uri })
      : passkey
        ? doorOf(request, pages, step, returnTo)
        : null,
  })
}

/** `/sign-in/code` */
export const registerSecondStep = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  // Whoever comes by a bookmark, or back, begins with the password.
  router.get('/sign-in/code', async () => redirectResponse(links.signInUrl(), server.options, 302))

  router.post('/sign-in/code', async (request) => {
    const form = await readForm(request.event)
    const returnTo = links.safeReturnTo(form.get('return'))
    const passkey = readPasskey(form)
    const [step, code] = [form.get('step') ?? '', (form.get('code') ?? '').trim()]
    const given = fromEnrolmentUri(form.get('uri'))
    const name = form.get('name')
    const again = (message: string, status: number, nameFault: string | null = null): PageAnswer =>
      answer(
        request,
        pages,
        {
          step,
          returnTo,
          code: { value: '', error: passkey ? null : message },
          enrolment: given && toEnrolmentView(given),
          passkey: given
            ? enrolmentOf(request, pages, {
                step,
                returnTo,
                uri: given.uri,
                name: name ?? undefined,
                fault: passkey ? { message, name: nameFault } : undefined,
              })
            : { ...doorOf(request, pages, step, returnTo), error: passkey ? message : null },
        },
        status,
      )
    try {
      const proof = !passkey
        ? { code }
        : name === null
          ? { passkey }
          : // Checked by the gallery, which knows what a new one looks like.
            { newPasskey: { ...passkey, name } as unknown as NewPasskey }
      const { recoveryCodes } = await server.finishSignIn(request.event, { step, ...proof })
      if (recoveryCodes === null) return redirectResponse(returnTo, server.options)
      return answer(request, pages, { recoveryCodes, returnTo })
    } catch (error) {
      if (VitrineError.has(error, 'CODE_INVALID'))
        return again(code === '' ? t('security.code.missing') : error.message, 400)
      if (
        VitrineError.has(
          error,
          'PASSKEY_INVALID',
          'PASSKEY_COPIED',
          'PASSKEY_EXISTS',
          'INPUT_INVALID',
          'PASSKEYS_UNAVAILABLE',
        )
      )
        return again(
          VitrineError.has(error, 'INPUT_INVALID') ? t('passkeys.failed') : error.message,
          400,
          error.issues.find(({ path }) => path === 'name')?.message,
        )
      if (VitrineError.has(error, 'RATE_LIMITED')) return again(error.message, 429)
      if (VitrineError.has(error, 'SIGN_IN_STEP_INVALID', 'SECOND_FACTOR_EXISTS'))
        return redirectResponse(links.path('/sign-in', { return: returnTo, again: 1 }), server.options)
      throw error
    }
  })
}
