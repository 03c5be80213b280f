import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Load } from './load-client.ts'

const connections = 16

/** @returns The origin it listens at. */
export const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const closeServers = (servers: readonly Server[]): void => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
}

/** Asks from a process of its own: what asking costs is no part of the figure. */
export const startClient = (): ChildProcess => fork(new URL('./load-client.ts', import.meta.url))

/** @returns Requests a second. */
export const rate = async (client: ChildProcess, urls: readonly string[], requests: number): Promise<number> => {
  client.send({ urls, requests, connections } satisfies Load)
  const [{ ms, error }] = (await once(client, 'message')) as [{ ms: number; error?: string }]
  if (error !== undefined) throw new Error(error)
  return (requests * 1_000) / ms
}
