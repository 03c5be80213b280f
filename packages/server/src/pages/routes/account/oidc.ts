import { VitrineError } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import type { PageRouter, PagesContext } from '../../page-context.ts'
import { confirmedUrl } from '../../view-models/account/confirm.ts'
import { toSecondStep } from './second-step.ts'

/** Codes that the sign-in page says something of. */
export const providerFaults = ['SIGN_IN_FAILED', 'IDENTITY_NOT_LINKED', 'RATE_LIMITED'] as const

/** `/sign-in/oidc` and the way back from there. */
export const registerOidc = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages
  const { oidc } = server
  if (oidc === null) return

  const toSignIn = (returnTo: string, fault: string | null) =>
    redirectResponse(links.path('/sign-in', { return: returnTo, ...(fault ? { fault } : {}) }), server.options, 302)
  const faultOf = (error: unknown): string => {
    const fault = VitrineError.is(error) ? providerFaults.find((code) => code === error.code) : undefined
    return fault ?? 'SIGN_IN_FAILED'
  }

  router.get('/sign-in/oidc', async ({ event, identity, query }) => {
    const returnTo = links.safeReturnTo(query.get('return'))
    if (identity.user) return redirectResponse(returnTo, server.options)
    try {
      return redirectResponse(await oidc.begin(event, returnTo), server.options, 302)
    } catch (error) {
      // Whoever comes from another site is asked whether they mean it.
      return toSignIn(returnTo, VitrineError.has(error, 'CSRF_REJECTED') ? null : faultOf(error))
    }
  })

  router.get('/sign-in/oidc/callback', async (request) => {
    const { event, identity } = request
    const back = await oidc.comeBack(event).catch((error: unknown) => {
      if (VitrineError.has(error, 'ROUTE_NOT_FOUND')) return null
      throw error
    })
    const security = (query: Record<string, string>) =>
      redirectResponse(links.path('/account/security', query), server.options)
    // Nobody from here was expected back: whatever comes along opens nothing.
    if (back === null) return identity.user ? security({ fault: 'SIGN_IN_FAILED' }) : toSignIn('', 'SIGN_IN_FAILED')
    if (back.kind === 'linked') return security({ done: 'linked' })
    if (back.kind === 'confirmed') return redirectResponse(confirmedUrl(back.purpose, links), server.options)
    if (back.kind === 'refused' && back.purpose !== null)
      return redirectResponse(links.path('/account/confirm', { for: back.purpose, fault: 1 }), server.options)
    const returnTo = links.safeReturnTo(back.returnTo)
    if (back.kind === 'signedIn') return redirectResponse(returnTo, server.options)
    if (back.isLink)
      return security({ fault: VitrineError.has(back.error, 'IDENTITY_TAKEN') ? 'IDENTITY_TAKEN' : 'SIGN_IN_FAILED' })
    if (VitrineError.has(back.error, 'SECOND_FACTOR_REQUIRED'))
      return toSecondStep(request, pages, { error: back.error, returnTo })
    return toSignIn(returnTo, faultOf(back.error))
  })
}
