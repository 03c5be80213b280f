import { VitrineError } from '@vitrine/core'
import { contract, listOperations, type Operation } from '@vitrine/sdk/contract'
import type { H3 } from 'h3'
import type { BackgroundWork } from '../background.ts'
import type { ServerContext } from '../context.ts'
import type { Respond } from '../http/respond.ts'
import { apiPrefix } from '../links.ts'
import { type BoundHandler, bind } from './bind.ts'
import { handlers } from './handlers/all.ts'

/** The handler at the operation's place: both trees have the same shape, which `satisfies Handlers<Contract>` proves. */
const findHandler = (operation: Operation): BoundHandler => {
  const [group = '', name = ''] = operation.id.split('.')
  const found = (handlers as unknown as Record<string, Record<string, BoundHandler>>)[group]?.[name]
  if (!found) throw new TypeError(`Expected a handler for ${operation.id}`)
  return found
}

/** Mounts every operation of the contract under `/api/v1`; whatever else is asked there gets an answer in JSON too. */
export const registerApi = (
  app: H3,
  server: { context: ServerContext; respond: Respond; background: BackgroundWork },
): void => {
  const { respond } = server
  const methods = new Map<string, string[]>()

  for (const operation of listOperations(contract)) {
    const path = `${apiPrefix}${operation.path}`
    const route = bind(operation, findHandler(operation), server)
    app.on(operation.method, path, route)
    // Said explicitly: with a route for "any method" beside it, h3 would not fall back from HEAD to GET.
    if (operation.method === 'GET') app.on('HEAD', path, route)
    methods.set(path, [
      ...(methods.get(path) ?? []),
      ...(operation.method === 'GET' ? ['GET', 'HEAD'] : [operation.method]),
    ])
  }

  for (const [path, allowed] of methods) {
    app.all(path, (event) => respond.methodNotAllowed(event, allowed))
  }
  const notFound = (event: Parameters<Respond['error']>[1]): Response =>
    respond.error(new VitrineError('ROUTE_NOT_FOUND'), event)
  app.all('/api', notFound)
  app.all('/api/**', notFound)
}
