import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import { createCsrf } from './csrf.ts'
import { forThisBrowser, type OpenApi } from './document.ts'
import './reference.css'

/** The page of the API: every operation, filled in and sent on the page. Without it the page lists them. */
const showReference = async (): Promise<void> => {
  const root = document.querySelector<HTMLElement>('[data-api-reference]')
  if (!root) return
  const answer = await fetch(root.dataset.document ?? '')
  if (!answer.ok) return
  followMode()
  const csrf = createCsrf(document.documentElement.dataset.csrf ?? null)
  SwaggerUI({
    spec: forThisBrowser((await answer.json()) as OpenApi),
    domNode: root,
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: true,
    // A key is forgotten with the page.
    persistAuthorization: false,
    // Else every document would be sent to somebody else's server.
    validatorUrl: null,
    requestInterceptor: csrf.request,
    responseInterceptor: csrf.response,
  })
}

/** Swagger UI is dark by a class of its own. */
const followMode = (): void => {
  const page = document.documentElement
  const device = matchMedia('(prefers-color-scheme: dark)')
  const follow = (): void => {
    const isDark = page.dataset.mode ? page.dataset.mode === 'dark' : device.matches
    page.classList.toggle('dark-mode', isDark)
  }
  follow()
  device.addEventListener('change', follow)
  new MutationObserver(follow).observe(page, { attributeFilter: ['data-mode'] })
}

void showReference()
