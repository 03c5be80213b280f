import { type OwnerPurpose, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import { requireUser } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readPasskey } from '../../passkey-answer.ts'
import { confirmedUrl, readPurpose, toConfirmView } from '../../view-models/account/confirm.ts'

/** `/account/confirm`: where somebody without a password shows who it is, for one thing and a moment. */
export const registerAccountConfirm = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answer = async (
    request: PageRequest,
    purpose: OwnerPurpose,
    now: { goOnUrl?: string; fault?: string | null; passkeyFault?: string; status?: number } = {},
  ): Promise<PageAnswer> => {
    const { gallery, identity } = request
    const [account, identities, passkeys, factor] = await Promise.all([
      gallery.account.get(),
      gallery.identities.list(),
      gallery.passkeys.list(),
      gallery.secondFactor.get(),
    ])
    // Who has a password is asked for it in the form itself.
    if (account.hasPassword)
      return redirectResponse(confirmedUrl(purpose, links).replace(/\?[^#]*/, ''), server.options)
    return {
      page: 'confirm',
      view: toConfirmView(
        {
          purpose,
          provider: server.oidc,
          identities,
          passkeys,
          canUsePasskeys: factor.canAddPasskeys,
          email: server.gallery.accounts.canReset() ? account.user.email : null,
          goOnUrl: now.goOnUrl ?? null,
          fault: now.fault ?? null,
          passkeyFault: now.passkeyFault ?? null,
          csrfToken: identity.csrfToken,
        },
        pages,
      ),
      head: { title: t('owner.title'), section: 'account', noIndex: true },
      status: now.status ?? 200,
      keep: false,
    }
  }
  const purposeOf = (text: string | null): OwnerPurpose => {
    const purpose = readPurpose(text)
    if (purpose === null) throw new VitrineError('ROUTE_NOT_FOUND')
    return purpose
  }

  router.get('/account/confirm', async (request) => {
    await requireUser(request)
    const purpose = purposeOf(request.query.get('for'))
    return answer(request, purpose, request.query.has('fault') ? { fault: t('owner.failed') } : {})
  })

  router.post('/account/confirm', async (request) => {
    const { event } = request
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    await requireUser(request)
    const purpose = purposeOf(form.get('purpose'))
    const passkey = readPasskey(form)
    try {
      if (passkey) {
        await server.confirmByPasskey(event, { ...passkey, purpose })
        return redirectResponse(confirmedUrl(purpose, links), server.options)
      }
      if (server.oidc === null) throw new VitrineError('ROUTE_NOT_FOUND')
      return await answer(request, purpose, { goOnUrl: await server.oidc.beginConfirming(event, purpose) })
    } catch (error) {
      if (VitrineError.has(error, 'PASSKEY_INVALID', 'PASSKEY_COPIED'))
        return answer(request, purpose, { passkeyFault: error.message, status: 400 })
      if (VitrineError.has(error, 'INPUT_INVALID'))
        return answer(request, purpose, { passkeyFault: t('passkeys.failed'), status: 400 })
      if (VitrineError.has(error, 'SIGN_IN_FAILED', 'IDENTITY_NOT_FOUND'))
        return answer(request, purpose, { fault: error.message, status: 400 })
      throw error
    }
  })
}
