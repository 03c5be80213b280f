// A process that asks for addresses over connections that stay open, and tells how long it took: what it does is no part of the server's.
import { Agent, get } from 'node:http'

export interface Load {
  readonly urls: readonly string[]
  readonly requests: number
  readonly connections: number
}

const ask = (url: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: { accept: 'image/jpeg' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () =>
        response.statusCode === 200 && bytes > 0 ? resolve() : reject(new Error(`${response.statusCode}: ${url}`)),
      )
      response.on('error', reject)
    }).on('error', reject)
  })

process.on('message', async ({ urls, requests, connections }: Load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let next = 0
  const work = async (): Promise<void> => {
    while (next < requests) await ask(urls[next++ % urls.length]!, agent)
  }
  const before = performance.now()
  try {
    await Promise.all(Array.from({ length: connections }, work))
    process.send?.({ ms: performance.now() - before })
  } catch (error) {
    process.send?.({ error: String(error) })
  } finally {
    agent.destroy()
  }
})
