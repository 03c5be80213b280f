import type { H3 } from 'h3'
import type { ServerContext } from './context.ts'
import { noStore } from './http/headers.ts'
import type { Respond } from './http/respond.ts'

/** `/healthz`: the process answers. `/readyz`: database and storage answer too. Neither tells more than that. */
export const registerHealth = (app: H3, server: { context: ServerContext; respond: Respond }): void => {
  const { context, respond } = server
  app.get('/healthz', () => respond.json(200, { status: 'ok' }, noStore))
  app.get('/readyz', async (event) => {
    try {
      await context.gallery.checkHealth()
      return respond.json(200, { status: 'ok' }, noStore)
    } catch (error) {
      return respond.error(error, event)
    }
  })
}
