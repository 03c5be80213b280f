import type { ServerContext } from '../context.ts'
import { readForm } from './form.ts'
import { requireAdmin } from './guard.ts'
import type { PageRequest } from './page-context.ts'

/**
 * A form that an administrator sent from a page of this gallery.
 *
 * @throws {VitrineError} `CSRF_REJECTED`, `PREVIEW_READ_ONLY`, `UNAUTHENTICATED`, `FORBIDDEN`, `BODY_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE`
 */
export const readAdminForm = async (
  request: PageRequest,
  server: Pick<ServerContext, 'checkWrite'>,
): Promise<URLSearchParams> => {
  const form = await readForm(request.event)
  await server.checkWrite(request.event, form.get('csrfToken'))
  await requireAdmin(request)
  return form
}
