import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { openDocsSite } from '../../src/docs/site.ts'

let folder = ''
let gallery: Gallery | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-docs-'))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'data') }),
    cacheFolder: join(folder, 'cache'),
  })
})
afterAll(async () => {
  await gallery?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the files of the documentation site', () => {
  it('are those that were built: nothing outside of them is found, and no folder', async () => {
    const site = join(folder, 'site')
    await mkdir(join(site, 'media'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    for (const name of ['index.html', 'style.css', 'media/host.ts', 'media/page.html'])
      await writeFile(join(site, name), name)
    const docs = openDocsSite(site)
    for (const path of ['../secret.txt', 'media/../../secret.txt', '/etc/passwd', 'media', '', '.', 'media/'])
      expect(docs?.find(path), path).toBeUndefined()
    expect(docs?.find('index.html')).toMatchObject({ mimeType: 'text/html; charset=utf-8', isPage: true })
    expect((await docs?.find('style.css')?.read())?.toString()).toBe('style.css')
    // What is linked to is a text to read, and not a page of this server.
    for (const path of ['media/host.ts', 'media/page.html'])
      expect(docs?.find(path)).toMatchObject({ mimeType: 'text/plain; charset=utf-8', isPage: false })
    await cp(join(site, 'index.html'), join(site, 'index.htm'))
    expect(docs?.find('index.htm')).toBeUndefined()
  })

  it('are none where it was not built', () => expect(openDocsSite(join(folder, 'nowhere'))).toBeNull())
})

describe('/docs', () => {
  const isBuilt = openDocsSite() !== null

  it('is not there unless the owner allows it', async () => {
    const server = createServer(gallery!)
    for (const path of ['/docs', '/docs/', '/docs/index.html']) {
      const answer = await server.fetch(new Request(`http://gallery${path}`))
      expect(answer.status, path).toBe(404)
      expect(await answer.text()).not.toContain('npm run docs')
    }
  })

  it.each(['', '/photos', '/a/b'])('is shown below “%s”, or says that it was not built', async (basePath) => {
    const server = createServer(gallery!, { docs: true, basePath: basePath || '/' })
    const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      server.fetch(new Request(`http://gallery${basePath}${path}`, { method, headers, redirect: 'manual' }))
    const moved = await get('/docs')
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `${basePath}/docs/`])
    expect((await get('/docs/..%2f..%2fpackage.json')).status).toBe(404)
    expect((await get('/docs/%ff')).status).toBe(400)
    const home = await get('/docs/', { 'accept-encoding': 'gzip' })
    expect(await (await get('/api/v1/reference')).text()).toContain(`href="${basePath}/docs/"`)
    if (!isBuilt) {
      expect(home.status).toBe(404)
      expect(await (await get('/docs/')).text()).toContain('npm run docs')
      return
    }
    expect(home.status).toBe(200)
    expect(home.headers.get('content-security-policy')).toContain(
      "script-src 'self'; style-src 'self'; img-src 'self';",
    )
    expect(home.headers.get('cache-control')).toBe('public, no-cache')
    expect(home.headers.get('content-encoding')).toBe('gzip')
    const again = await get('/docs/', { 'if-none-match': home.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    const style = await get('/docs/assets/style.css', {}, 'HEAD')
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
    expect((await get('/docs/nothing.html')).status).toBe(404)
    expect((await get('/docs/', {}, 'POST')).status).toBe(405)
  })
})
