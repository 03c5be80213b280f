import { apiPrefix } from '../../links.ts'
import { pagePolicy } from '../document.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { toApiReferenceView } from '../view-models/api-reference.ts'

/** `/api/v1/reference`: the API, to read and to try. For everybody, as the OpenAPI document is that it shows. */
export const registerApiReference = (router: PageRouter, pages: PagesContext): void => {
  router.get(`${apiPrefix}/reference`, async (request) => ({
    page: 'api-reference',
    view: toApiReferenceView(await request.me(), pages.server.options.docs, pages),
    head: { title: pages.t('reference.title'), noIndex: true },
    // The token of the session is in it.
    keep: false,
    // Swagger UI's style sheet has small pictures in it: see docs/decisions/0261.
    headers: { 'content-security-policy': pagePolicy({ images: "'self' data:" }) },
  }))
}
