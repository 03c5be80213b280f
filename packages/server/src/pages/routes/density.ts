import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { rememberDensity } from '../page-density.ts'
import { isDensity } from '../view-models/density.ts'

/** `/density`: how large the pictures of lists are, in this browser. */
export const registerDensity = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages

  router.post('/density', async ({ event }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    const chosen = form.get('density')
    if (isDensity(chosen)) rememberDensity(pages, event, chosen)
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })
}
