import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'
import type { ServerContext } from '../context.ts'
import { idOf, routeOf } from '../operation/observe.ts'
import { describeError } from './describe-error.ts'
import { toFailure } from './errors.ts'
import { baseHeaders, type HeaderMap, inertContent, noStore, privateRevalidated } from './headers.ts'

/** Builds the server's answers, each with the headers that belong to its kind. */
export interface Respond {
  json(status: number, value: unknown, headers?: HeaderMap): Response
  empty(status: number, headers?: HeaderMap): Response
  error(error: unknown, event: H3Event): Response
  methodNotAllowed(event: H3Event, allowed: readonly string[]): Response
}

export const createRespond = (context: Pick<ServerContext, 'options'>): Respond => {
  const base = { ...baseHeaders(context.options), ...inertContent }
  const jsonType = { 'content-type': 'application/json; charset=utf-8' }

  const fail = (error: unknown, event: H3Event, more: HeaderMap = {}): Response => {
    const failure = toFailure(error)
    const { status, code, message, issues, details } = failure
    // A gallery that is closed on purpose is nothing to look into.
    if (status >= 500 && code !== 'MAINTENANCE') {
      context.options.log(status === 503 ? 'warn' : 'error', 'A request failed.', {
        method: event.req.method,
        requestId: idOf(event, context.options),
        // Not the address: it may hold a key.
        route: routeOf(event),
        code,
        cause: describeError(error),
      })
    }
    const body = { error: { code, message, ...(issues.length > 0 ? { issues } : {}), ...(details ? { details } : {}) } }
    return new FastResponse(JSON.stringify(body), {
      status,
      headers: { ...base, ...jsonType, ...noStore, ...failure.headers, ...more },
    })
  }

  return {
    json: (status, value, headers) =>
      new FastResponse(JSON.stringify(value), {
        status,
        headers: { ...base, ...jsonType, ...privateRevalidated, ...headers },
      }),

    empty: (status, headers) => new FastResponse(null, { status, headers: { ...base, ...noStore, ...headers } }),

    error: (error, event) => fail(error, event),

    methodNotAllowed: (event, allowed) =>
      fail(new VitrineError('METHOD_NOT_ALLOWED'), event, { allow: allowed.join(', ') }),
  }
}
