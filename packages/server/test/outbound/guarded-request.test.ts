import type { LookupAddress, lookup } from 'node:dns'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAddressPolicy } from '@vitrine/core'
import { afterEach, describe, expect, it } from 'vitest'
import { guardedLookup } from '../../src/outbound/guarded-agent.ts'
import { createGuardedFetch } from '../../src/outbound/guarded-fetch.ts'
import { guardedRequest } from '../../src/outbound/guarded-request.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server on this machine that counts the connections made to it. */
const listen = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const seen = { connections: 0, requests: [] as IncomingMessage[] }
  const server = createServer((request, response) => {
    seen.requests.push(request)
    answer(request, response)
  })
  server.on('connection', () => (seen.connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { ...seen, seen, port: (server.address() as AddressInfo).port }
}

const nothing = createAddressPolicy()
const loopback = createAddressPolicy(['127.0.0.0/8', '::1/128'])
const ask = (url: string, options: { policy?: typeof nothing; timeoutMs?: number } = {}) =>
  guardedRequest({
    url,
    method: 'POST',
    headers: {},
    body: '{}',
    signal: AbortSignal.timeout(options.timeoutMs ?? 5_000),
    allows: (options.policy ?? nothing).allows,
  })

describe('a request to an address that somebody else named', () => {
  it('SS-01: reaches nothing that is not public; a listener sees no connection', async () => {
    const { port, seen } = await listen((_, response) => response.end())
    for (const host of ['127.0.0.1', '127.1', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f000001'])
      await expect(ask(`http://${host}:${port}/`), host).rejects.toThrow('may not be connected to')
    expect(seen.connections).toBe(0)
  })

  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '127.0.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '::',
    '::1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'not an address',
  ])('SS-01: takes %s for no public address', (address) => {
    expect(nothing.allows(address)).toBe(false)
  })

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('takes %s for a public one', (address) => {
    expect(nothing.allows(address)).toBe(true)
  })

  it('SS-02: refuses a name that leads to this machine', async () => {
    const { port, seen } = await listen((_, response) => response.end())
    await expect(ask(`http://localhost:${port}/`)).rejects.toThrow()
    expect(seen.connections).toBe(0)
  })

  /** What a name leads to, one answer after another: the DNS of somebody who means ill. */
  const resolving = (...answers: string[][]): typeof lookup =>
    ((_: string, __: unknown, callback: (error: null, addresses: LookupAddress[]) => void) =>
      callback(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup
  const lookUp = (allows: (address: string) => boolean, resolve: typeof lookup) =>
    new Promise<unknown>((done, fail) =>
      guardedLookup(allows, resolve)('name.example', { all: true }, (error, addresses) =>
        error ? fail(error) : done(addresses),
      ),
    )

  it('SS-02: refuses a name that leads to a public and to a private address', async () => {
    await expect(lookUp(nothing.allows, resolving(['93.184.216.34', '10.0.0.1']))).rejects.toThrow('may not be')
    expect(await lookUp(nothing.allows, resolving(['93.184.216.34']))).toEqual([
      { address: '93.184.216.34', family: 4 },
    ])
  })

  it('SS-03: connects to the addresses that were checked: a name is looked up once', async () => {
    // The first answer is public, the second is this machine: whoever asked twice would connect to that.
    const resolve = resolving(['93.184.216.34'], ['127.0.0.1'])
    expect(await lookUp(nothing.allows, resolve)).toEqual([{ address: '93.184.216.34', family: 4 }])
    await expect(lookUp(nothing.allows, resolve)).rejects.toThrow('may not be connected to')
  })

  it('SS-04, SS-05: follows no redirect, neither to a name nor to an address', async () => {
    const inside = await listen((_, response) => response.end())
    for (const location of [
      `http://127.0.0.1:${inside.port}/`,
      `http://localhost:${inside.port}/`,
      'file:///etc/passwd',
    ]) {
      const outside = await listen((_, response) => response.writeHead(302, { location }).end())
      expect((await ask(`http://127.0.0.1:${outside.port}/`, { policy: loopback })).status).toBe(302)
    }
    expect(inside.seen.connections).toBe(0)
  })

  it('SS-07: reads no body, however long, and waits for no answer for ever', async () => {
    const endless = await listen((_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 1)
      response.on('close', () => clearInterval(timer))
    })
    expect((await ask(`http://127.0.0.1:${endless.port}/`, { policy: loopback })).status).toBe(200)
    const silent = await listen(() => {})
    await expect(ask(`http://127.0.0.1:${silent.port}/`, { policy: loopback, timeoutMs: 300 })).rejects.toThrow()
    const long = await listen((_, response) => response.writeHead(200, { 'x-long': 'x'.repeat(64 * 1024) }).end())
    await expect(ask(`http://127.0.0.1:${long.port}/`, { policy: loopback })).rejects.toThrow()
  })

  it('SS-08: sends no user name and takes no other scheme', async () => {
    const { port, seen } = await listen((_, response) => response.end())
    await expect(ask(`http://user:secret@127.0.0.1:${port}/`, { policy: loopback })).rejects.toThrow()
    await expect(ask('file:///etc/passwd')).rejects.toThrow()
    expect(seen.connections).toBe(0)
    await ask(`http://127.0.0.1:${port}/`, { policy: loopback })
    expect(seen.requests[0]?.headers).not.toHaveProperty('cookie')
    expect(seen.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it('SS-10: reaches private networks where the owner names them, and only those', async () => {
    const { port, seen } = await listen((_, response) => response.writeHead(204).end())
    expect((await ask(`http://127.0.0.1:${port}/`, { policy: loopback })).status).toBe(204)
    expect((await ask(`http://localhost:${port}/`, { policy: loopback })).status).toBe(204)
    await expect(ask(`http://127.0.0.1:${port}/`, { policy: createAddressPolicy(['10.0.0.0/8']) })).rejects.toThrow()
    expect(seen.connections).toBe(2)
  })
})

describe('what libraries fetch', () => {
  it('SS-06, SS-10: goes the same way: no private address, no redirect, no user name', async () => {
    const { port, seen } = await listen((_, response) => response.end())
    for (const host of ['127.0.0.1', 'localhost', '[::1]', 'user:secret@127.0.0.1'])
      await expect(createGuardedFetch(nothing.allows)(`http://${host}:${port}/`), host).rejects.toThrow()
    await expect(createGuardedFetch(loopback.allows)('file:///etc/passwd')).rejects.toThrow()
    expect(seen.connections).toBe(0)
    const location = `http://127.0.0.1:${port}/`
    const outside = await listen((_, response) => response.writeHead(302, { location }).end())
    expect((await createGuardedFetch(loopback.allows)(`http://127.0.0.1:${outside.port}/`)).status).toBe(302)
    expect(seen.connections).toBe(0)
  })

  it('SS-07: is read to its bounds, and says what came', async () => {
    const { port } = await listen((request, response) => {
      if (request.url === '/endless') {
        response.writeHead(200)
        const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 1)
        response.on('close', () => clearInterval(timer))
      } else
        request
          .on('data', (chunk) => response.writeHead(200, { 'content-type': 'application/json' }).write(chunk))
          .on('end', () => response.end())
    })
    const go = createGuardedFetch(loopback.allows)
    await expect(go(`http://127.0.0.1:${port}/endless`)).rejects.toThrow('too long')
    const answer = await go(`http://127.0.0.1:${port}/`, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'application/json',
      'a=b+c',
    ])
  })
})
