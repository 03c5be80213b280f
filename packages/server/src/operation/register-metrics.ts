import { VitrineError } from '@vitrine/core'
import type { H3, H3Event } from 'h3'
import { equalsInConstantTime } from '../auth/constant-time.ts'
import type { ServerContext } from '../context.ts'
import { baseHeaders, inertContent, noStore } from '../http/headers.ts'
import type { Respond } from '../http/respond.ts'
import type { ServerMetrics } from './metrics.ts'

/** `/metrics`: for administrators, and for whoever has the token that was configured for it. */
export const registerMetrics = (
  app: H3,
  { context, respond, metrics }: { context: ServerContext; respond: Respond; metrics: ServerMetrics },
): void => {
  const { options } = context
  const admit = async (event: H3Event): Promise<void> => {
    const [, token] = /^Bearer\s+(\S+)$/i.exec(event.req.headers.get('authorization') ?? '') ?? []
    if (options.metricsToken !== null && token !== undefined && equalsInConstantTime(token, options.metricsToken))
      return
    const { actor, gallery } = await context.authenticate(event)
    if (actor.kind === 'guest') throw new VitrineError('UNAUTHENTICATED')
    if (!(await gallery.me()).isAdmin) throw new VitrineError('FORBIDDEN')
  }
  const answer = async (event: H3Event): Promise<Response> => {
    try {
      await admit(event)
      return new Response(await metrics.text(), {
        headers: { ...baseHeaders(options), ...inertContent, ...noStore, 'content-type': metrics.contentType },
      })
    } catch (error) {
      return respond.error(error, event)
    }
  }
  app.on('GET', '/metrics', answer)
  app.on('HEAD', '/metrics', answer)
  app.all('/metrics', (event) => respond.methodNotAllowed(event, ['GET', 'HEAD']))
}
