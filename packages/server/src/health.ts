import type { H3, H3Event } from 'h3'
import type { ServerContext } from './context.ts'
import { noStore } from './http/headers.ts'
import type { Respond } from './http/respond.ts'

/** `/healthz`: the process answers. `/readyz`: database and storage answer too. Neither tells more than that. */
export const registerHealth = (app: H3, server: { context: ServerContext; respond: Respond }): void => {
  const { context, respond } = server
  const routes: Readonly<Record<string, () => Promise<void>>> = {
    '/healthz': async () => {},
    '/readyz': () => context.gallery.checkHealth(),
  }
  for (const [path, check] of Object.entries(routes)) {
    const answer = async (event: H3Event): Promise<Response> => {
      try {
        await check()
        return respond.json(200, { status: 'ok' }, noStore)
      } catch (error) {
        return respond.error(error, event)
      }
    }
    app.on('GET', path, answer)
    app.on('HEAD', path, answer)
    app.all(path, (event) => respond.methodNotAllowed(event, ['GET', 'HEAD']))
  }
}
