import { type PasskeyAttestation, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import { requireUser } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPasskey } from '../../passkey-answer.ts'
import { readPathId } from '../../query.ts'
import { toAccountNav } from '../../view-models/account/nav.ts'
import {
  fromEnrolmentUri,
  type SecurityForm,
  type SecurityState,
  toSecurityView,
} from '../../view-models/account/second-factor.ts'
import { faultAt, noFault, toFormFault } from '../../view-models/form-page.ts'

const base = '/account/security'
const notices = ['removed', 'passkey', 'passkeyRenamed', 'passkeyRemoved', 'linked', 'unlinked', 'confirmed'] as const
/** What went wrong at a provider. */
const faults = ['IDENTITY_TAKEN', 'SIGN_IN_FAILED'] as const

/** `/account/security`: what is asked for beside the password. */
export const registerAccountSecurity = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const faultText = (code: (typeof faults)[number]): string =>
    code === 'IDENTITY_TAKEN'
      ? new VitrineError(code).message
      : new VitrineError(code, { details: { provider: server.oidc?.name ?? '' } }).message

  const answer = async (request: PageRequest, now: Partial<SecurityState> = {}): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const [account, factor, passkeys, identities] = await Promise.all([
      gallery.account.get(),
      gallery.secondFactor.get(),
      gallery.passkeys.list(),
      gallery.identities.list(),
    ])
    const done = notices.find((each) => each === query.get('done'))
    const fault = faults.find((each) => each === query.get('fault'))
    const state = {
      owner: {
        hasPassword: account.hasPassword,
        // Whatever was refused has used it up.
        confirmed: now.refused ? null : server.confirmedFor(request.event),
      },
      factor,
      passkeys,
      identities,
      provider: server.oidc,
      goOnUrl: null,
      fault: fault === undefined ? null : faultText(fault),
      userAgent: request.event.req.headers.get('user-agent'),
      csrfToken: identity.csrfToken,
      notice: done === undefined ? null : t(`security.done.${done}`),
      ...now,
    }
    return {
      page: 'security',
      view: toSecurityView(state, { ...pages, accountNav: toAccountNav('security', pages) }),
      head: { title: t('security.title'), section: 'account', noIndex: true },
      status: now.refused?.fault.status ?? 200,
      keep: false,
    }
  }

  const send = (path: string, work: (request: PageRequest, form: URLSearchParams) => Promise<PageAnswer>): void =>
    router.post(`${base}/${path}`, async (request) => {
      const form = await readForm(request.event)
      await server.checkWrite(request.event, form.get('csrfToken'))
      await requireUser(request)
      return work(request, form)
    })

  /** What was wrong is said at its field. @throws the error itself where it cannot be set right */
  const refused = (error: unknown, form: SecurityForm) => {
    const fault = VitrineError.has(error, 'INPUT_INVALID')
      ? faultAt('code', t('security.code.missing'), pages)
      : toFormFault(error, pages)
    return { refused: { form, fault } }
  }
  const refusedPasskey = (error: unknown, form: string) => ({
    refused: {
      form,
      fault: VitrineError.has(error, 'PASSKEY_INVALID', 'PASSKEY_EXISTS', 'PASSKEY_LIMIT_REACHED', 'SIGN_IN_FAILED')
        ? { ...noFault, status: 400, message: error.message }
        : toFormFault(error, pages),
    },
  })
  const proofOf = async ({ event }: PageRequest, form: URLSearchParams) => ({
    currentPassword: await server.ownerProof(event, form.get('currentPassword') ?? ''),
  })
  const codeOf = (form: URLSearchParams) => ({ code: (form.get('code') ?? '').trim() })

  router.get(base, async (request) => {
    await requireUser(request)
    return answer(request)
  })

  send('identities', async (request, form) => {
    if (server.oidc === null) throw new VitrineError('ROUTE_NOT_FOUND')
    try {
      return await answer(request, {
        goOnUrl: await server.oidc.beginLink(request.event, await proofOf(request, form)),
      })
    } catch (error) {
      return answer(request, refusedPasskey(error, 'identity-link'))
    }
  })

  send('identities/:id/remove', async (request, form) => {
    const id = readPathId(request.event, 'id')
    try {
      await request.gallery.identities.remove(id, await proofOf(request, form))
    } catch (error) {
      return answer(request, refusedPasskey(error, `identity-${id}-remove`))
    }
    return redirectResponse(links.path(base, { done: 'unlinked' }), server.options)
  })

  send('passkeys', async (request, form) => {
    const answered = readPasskey(form)
    try {
      if (!answered) throw new VitrineError('PASSKEY_INVALID')
      const session = request.identity.sessionId ?? undefined
      const { recoveryCodes } = await request.gallery.passkeys.register({
        ceremony: answered.ceremony,
        // Checked by the gallery, which knows what a new one looks like.
        credential: answered.credential as unknown as PasskeyAttestation,
        name: form.get('name') ?? '',
        session,
      })
      if (recoveryCodes !== null) return await answer(request, { recoveryCodes, notice: t('security.done.passkey') })
    } catch (error) {
      return answer(request, refusedPasskey(error, 'passkey-add'))
    }
    return redirectResponse(links.path(base, { done: 'passkey' }), server.options)
  })

  send('passkeys/:id/rename', async (request, form) => {
    const id = readPathId(request.event, 'id')
    try {
      await request.gallery.passkeys.rename(id, { name: form.get('name') ?? '' })
    } catch (error) {
      return answer(request, refusedPasskey(error, `passkey-${id}-rename`))
    }
    return redirectResponse(links.path(base, { done: 'passkeyRenamed' }), server.options)
  })

  send('passkeys/:id/remove', async (request, form) => {
    const id = readPathId(request.event, 'id')
    try {
      await request.gallery.passkeys.remove(id, { ...(await proofOf(request, form)), ...codeOf(form) })
    } catch (error) {
      return answer(request, refusedPasskey(error, `passkey-${id}-remove`))
    }
    return redirectResponse(links.path(base, { done: 'passkeyRemoved' }), server.options)
  })

  send('begin', async (request, form) => {
    try {
      const enrolment = await request.gallery.secondFactor.beginTotp(await proofOf(request, form))
      return await answer(request, { enrolment })
    } catch (error) {
      return answer(request, refused(error, 'begin'))
    }
  })

  send('confirm', async (request, form) => {
    try {
      const keepSession = request.identity.sessionId ?? undefined
      const { recoveryCodes } = await request.gallery.secondFactor.confirmTotp({ ...codeOf(form), keepSession })
      return await answer(request, { recoveryCodes, notice: t('security.added') })
    } catch (error) {
      return answer(request, {
        enrolment: fromEnrolmentUri(form.get('uri')) ?? undefined,
        ...refused(error, 'confirm'),
      })
    }
  })

  send('renew', async (request, form) => {
    try {
      const { recoveryCodes } = await request.gallery.secondFactor.renewRecoveryCodes(codeOf(form))
      return await answer(request, { recoveryCodes, notice: t('security.renewed') })
    } catch (error) {
      return answer(request, refused(error, 'renew'))
    }
  })

  send('remove', async (request, form) => {
    try {
      await request.gallery.secondFactor.remove({ ...codeOf(form), ...(await proofOf(request, form)) })
    } catch (error) {
      return answer(request, refused(error, 'remove'))
    }
    return redirectResponse(links.path(base, { done: 'removed' }), server.options)
  })
}
