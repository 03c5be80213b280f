import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer as createNetServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { createClient } from '@vitrine/sdk'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'

const program = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path))
const password = 'correct horse battery'

const freePort = async (): Promise<number> => {
  const server = createNetServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The lines of the guide to operation, in a server of its own. */
const configurationOf = (folder: string, listen: number, gallery: number): string => `
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${listen};
    client_max_body_size 0;
    location / {
      proxy_pass http://127.0.0.1:${gallery};
      proxy_http_version 1.1;
      proxy_request_buffering off;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Request-ID $request_id;
    }
  }
}
`

// Without the program there is nothing to ask: `apt-get install nginx-light`.
describe.skipIf(program === undefined)(`behind nginx${program ? '' : ' (not installed)'}`, () => {
  let folder = ''
  let gallery: Gallery
  let server: VitrineServer
  let nginx: ChildProcess
  let origin = ''
  const logged: { message: string; fields: Readonly<Record<string, unknown>> | undefined }[] = []
  const http = createHttpServer((request, response) => server.nodeHandler(request, response))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-nginx-'))
    await mkdir(join(folder, 'data'))
    gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'data') }),
      passwordCost: { N: 16, r: 8, p: 1 },
    })
    const system = gallery.asSystem('test')
    await system.users.create({ username: 'admin', password, role: 'webmaster' })
    await system.albums.create({ name: 'Open' })
    server = createServer(gallery, {
      trustProxy: ['127.0.0.1'],
      costlyPerMinute: 20,
      log: (_, message, fields) => void logged.push({ message, fields }),
    })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const file = join(folder, 'nginx.conf')
    await writeFile(file, configurationOf(folder, port, (http.address() as AddressInfo).port))
    nginx = spawn(program as string, ['-p', folder, '-e', `${folder}/error.log`, '-c', file], { stdio: 'ignore' })
    await vi.waitFor(async () => expect((await fetch(`${origin}/healthz`)).status).toBe(200), 20_000)
  }, 60_000)

  afterAll(async () => {
    const ended = once(nginx, 'exit')
    nginx.kill('SIGQUIT')
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3_000))])
    nginx.kill('SIGKILL')
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
    await server.close()
    await gallery.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('requests are known by the proxy’s name for them, not by the visitor’s', async () => {
    const answer = await fetch(`${origin}/nothing`, { headers: { 'x-request-id': 'from-a-visitor' } })
    const id = answer.headers.get('x-request-id')
    // What nginx makes: 32 hexadecimal digits.
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(logged.some(({ fields }) => fields?.requestId === id)).toBe(true)
  })

  it('visitors are told apart by the address that nginx saw, and cannot choose another', async () => {
    // From an address that is no proxy of ours.
    const visitor = new Agent({ localAddress: '127.0.0.2' })
    const search = async (address: string) => {
      const headers = { 'x-forwarded-for': address }
      const { statusCode, body } = await request(`${origin}/api/v1/photos?q=red`, { headers, dispatcher: visitor })
      await body.dump()
      return statusCode
    }
    const statuses: number[] = []
    // Each claims to come from elsewhere: nginx adds where they do come from.
    for (let count = 0; count < 15; count++) statuses.push(await search(`198.51.100.${count}`))
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200))
    expect(statuses.at(-1)).toBe(429)
    await visitor.close()
  })

  it('events arrive as they happen', async () => {
    const client = createClient({ baseUrl: origin })
    await client.session.create({ username: 'admin', password })
    const controller = new AbortController()
    const after = await gallery.asSystem('test').events.latest()
    const first = client.events.subscribe({ after, signal: controller.signal }).next()
    // Long enough that nginx would still hold it back, if it did.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await gallery.asSystem('test').albums.create({ name: 'New' })
    const startedAt = performance.now()
    expect((await first).value).toMatchObject({ type: 'album.created' })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    controller.abort()
  })

  it('cookies and addresses are those of the visitor’s side', async () => {
    const answer = await fetch(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ username: 'admin', password }),
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^vitrine_session=/)
  })
})
