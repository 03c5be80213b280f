import type { H3Event, Middleware } from 'h3'
import type { ServerOptions } from '../options.types.ts'
import type { ServerMetrics } from './metrics.ts'
import { requestIdOf } from './request-id.ts'

const ids = new WeakMap<H3Event, string>()

/** The name of a request; made when it is first asked for: most are never spoken of. */
export const idOf = (event: H3Event, { trustProxy }: Pick<ServerOptions, 'trustProxy'>): string => {
  const known = ids.get(event)
  if (known !== undefined) return known
  const id = requestIdOf(event, trustProxy)
  ids.set(event, id)
  return id
}

/** Template of the route that answers; the address itself may hold a key. */
export const routeOf = (event: H3Event): string => {
  const route = event.context.matchedRoute?.route
  return route === undefined || route === '/**' ? 'none' : route
}

/** Counts and times every answer, and names those that went wrong. */
export const createObserver =
  (options: Pick<ServerOptions, 'trustProxy' | 'log'>, metrics: ServerMetrics): Middleware =>
  async (event, next) => {
    const startedAt = performance.now()
    const answer: unknown = await next()
    if (!(answer instanceof Response)) return answer
    const { status } = answer
    const ms = performance.now() - startedAt
    const { method } = event.req
    const route = routeOf(event)
    metrics.answered({ method, route, status, seconds: ms / 1_000 })
    if (status >= 400) answer.headers.set('x-request-id', idOf(event, options))
    options.log('debug', 'Answered.', {
      requestId: idOf(event, options),
      method,
      route,
      status,
      ms: Math.round(ms),
    })
    return answer
  }
