import { VitrineError } from '@vitrine/core'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { rememberLanguage } from '../page-language.ts'

/** `/language`: the menu at the foot of every page. */
export const registerLanguage = (router: PageRouter, pages: PagesContext): void => {
  const { languages, links, server } = pages

  router.post('/language', async ({ event, gallery, identity }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    const language = languages.find(form.get('language') ?? '')
    if (language) {
      rememberLanguage(pages, event, language.code)
      if (identity.user && identity.viewAs === null) {
        await gallery.account.setPreferences({ language: language.code }).catch((error: unknown) => {
          // Several people share the account: each browser has its own.
          if (!VitrineError.has(error, 'FORBIDDEN')) throw error
        })
      }
    }
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })
}
