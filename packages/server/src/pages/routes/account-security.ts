import { VitrineError } from '@vitrine/core'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import { requireUser } from '../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { toAccountNav } from '../view-models/account-nav.ts'
import { faultAt, toFormFault } from '../view-models/form-page.ts'
import {
  fromEnrolmentUri,
  type SecurityForm,
  type SecurityState,
  toSecurityView,
} from '../view-models/second-factor.ts'

const base = '/account/security'

/** `/account/security`: what is asked for beside the password. */
export const registerAccountSecurity = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answer = async (request: PageRequest, now: Partial<SecurityState> = {}): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const state = {
      factor: await gallery.secondFactor.get(),
      csrfToken: identity.csrfToken,
      notice: query.get('done') === 'removed' ? t('security.removed') : null,
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
  const passwordOf = (form: URLSearchParams) => ({ currentPassword: form.get('currentPassword') ?? '' })
  const codeOf = (form: URLSearchParams) => ({ code: (form.get('code') ?? '').trim() })

  router.get(base, async (request) => {
    await requireUser(request)
    return answer(request)
  })

  send('begin', async (request, form) => {
    try {
      return await answer(request, { enrolment: await request.gallery.secondFactor.beginTotp(passwordOf(form)) })
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
      await request.gallery.secondFactor.remove({ ...codeOf(form), ...passwordOf(form) })
    } catch (error) {
      return answer(request, refused(error, 'remove'))
    }
    return redirectResponse(links.path(base, { done: 'removed' }), server.options)
  })
}
