import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A server that takes webhooks, and answers as it is told. */
export const startReceiver = async () => {
  const received: Received[] = []
  let answer: (message: Received) => { status: number; headers?: Record<string, string> } = () => ({ status: 204 })
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const message = { path: request.url ?? '', headers, body: Buffer.concat(chunks).toString() }
    received.push(message)
    const { status, headers: more = {} } = answer(message)
    response.writeHead(status, more).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    /** Ids of events, as they came. */
    ids: (): string[] => received.map(({ headers }) => String(headers['webhook-id'])),
    answers: (how: typeof answer): void => {
      answer = how
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Looks again and again until it holds. */
export const until = async (holds: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> => {
  const end = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about in time.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
