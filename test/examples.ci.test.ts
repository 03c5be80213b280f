import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { createServer as createVitrine } from 'vitrine'
import { describeWith } from '../packages/core/src/testing/environment.ts'
import { closePages, openBrowser } from './setup/browser.ts'

// The examples run on the built packages, as they would in a project of their own; asking for this has them built.
const built = inject('vitrineCli')
const examples = fileURLToPath(new URL('../examples/', import.meta.url))
const loader = import.meta.resolve('tsx')

let folder: string
const running = new Set<ChildProcess>()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-example-'))
  await mkdir(join(folder, 'Pictures', 'Sea'), { recursive: true })
  for (const [name, colour] of [
    ['the_old_mill.jpg', 'teal'],
    ['Sea/waves.jpg', 'navy'],
  ] as const) {
    const picture = sharp({ create: { width: 320, height: 200, channels: 3, background: colour } })
    await picture.jpeg().toFile(join(folder, 'Pictures', name))
  }
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  await rm(folder, { recursive: true, force: true })
})

const start = (name: string, args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['--import', loader, join(examples, name, 'main.ts'), ...args], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return { code: code as number | null, stdout, stderr }
  })
  return { child, ended, printed: () => stdout }
}

it('embed', async () => {
  const { code, stdout, stderr } = await start('embed', ['Pictures', 'data']).ended
  expect(stderr).toBe('')
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    '2 added, 0 unchanged, 0 left out',
    'Album Pictures: 2 photos',
    '2 photos are wider than 10 pixels',
  ])
  expect(code).toBe(0)
  const picture = await sharp(await readFile(join(folder, 'data', 'newest.webp'))).metadata()
  expect(picture).toMatchObject({ format: 'webp', width: 144, height: 90 })
  expect((await start('embed', ['Pictures', 'data']).ended).stdout).toContain('0 added, 2 unchanged')
})

const startServer = async (name: string) => {
  const example = start(name, ['Pictures', 'data', '0'])
  while (!example.printed().includes('photos added') && example.child.exitCode === null)
    await new Promise((next) => setTimeout(next, 20))
  expect(example.printed()).toContain('2 photos added')
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(example.printed())?.[0] ?? ''
  const stop = async (): Promise<void> => {
    example.child.kill('SIGTERM')
    expect(await example.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Closed'), stderr: '' })
  }
  return { origin, stop }
}

it.each([
  ['node-http', '/', '/photos'],
  ['express', '/hello', '/photos'],
  ['fastify', '/hello', '/photos'],
  ['hono', '/hello', '/photos'],
  ['h3', '/hello', '/photos'],
  ['gallery', null, ''],
])('%s', async (name, ownPage, basePath) => {
  const { origin, stop } = await startServer(name)
  if (ownPage !== null) expect(await (await fetch(`${origin}${ownPage}`)).text()).toContain('My own page')
  const page = await (await fetch(`${origin}${basePath}/`)).text()
  expect(page).toContain('<title>Our pictures')
  expect(page).toContain(`href="${basePath}/`)
  expect(await (await fetch(`${origin}${basePath}/api/v1/photos`)).json()).toMatchObject({ total: 2 })
  await stop()
})

it('electron', async () => {
  const { code, stdout, stderr } = await start('electron', ['Pictures', 'data']).ended
  expect(stderr).toBe('')
  expect(stdout).toBe('gallery://app/ answers 200\nwith the secret 200\nwithout it 401\n2 photos added\nClosed\n')
  expect(code).toBe(0)
})

describeWith('chromium', 'a page of one’s own', ({ chromium: executablePath }) => {
  it('react', async () => {
    const { origin, stop } = await startServer('react')
    const browser = await openBrowser(executablePath)
    try {
      const page = await browser.newPage()
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(origin)
      await page.getByRole('button', { name: 'Pictures (2)' }).click()
      await expect.poll(() => page.locator('img').count()).toBe(2)
      // They are there, not only their frames.
      const widths = () =>
        page
          .locator('img')
          .evaluateAll((all) => all.map((each) => (each as unknown as { naturalWidth: number }).naturalWidth))
      await expect.poll(widths).toEqual([144, 144])
      expect(faults).toEqual([])
    } finally {
      await closePages(browser)
    }
    await stop()
  })
})

it('sdk-upload', async () => {
  await using gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'storage') }),
    cacheFolder: join(folder, 'cache'),
  })
  const account = { username: 'admin', password: 'correct horse battery' }
  await gallery.asSystem('test').users.create({ ...account, role: 'webmaster', level: 8 })
  const vitrine = createVitrine(gallery)
  const http = createServer(vitrine.nodeHandler).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const baseUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  try {
    const upload = (password: string, ...names: string[]) =>
      start('sdk-upload', [baseUrl, ...names.map((name) => join('Pictures', name))], {
        VITRINE_USER: 'admin',
        VITRINE_PASSWORD: password,
      }).ended
    const { code, stdout, stderr } = await upload(account.password, 'the_old_mill.jpg', 'Sea/waves.jpg')
    expect(stdout).toMatch(
      /^Signed in as admin\nthe_old_mill\.jpg is photo \d+\nwaves\.jpg is photo \d+\nUploads: .*, 320 × 200\n/,
    )
    expect(stderr).toMatch(/waves\.jpg: 100 %/)
    expect(code).toBe(0)
    expect(await upload('wrong')).toMatchObject({ code: 1, stderr: expect.stringContaining('CREDENTIALS_INVALID: ') })
    await writeFile(join(folder, 'Pictures', 'letter.jpg'), 'Dear sir or madam')
    expect(await upload(account.password, 'letter.jpg')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('MEDIA_UNSUPPORTED: '),
    })
  } finally {
    http.closeAllConnections()
    http.close()
    await vitrine.close()
  }
})

it('hooks', async () => {
  const { code, stdout, stderr } = await start('hooks', [join('Pictures', 'the_old_mill.jpg'), 'data']).ended
  expect(stderr).toBe('')
  expect(stdout).toMatch(
    /^Added by \w+: photo \d+\nTitle: the old mill; tags: from the example\nRefused: Secrets stay at home\.\n$/,
  )
  expect(code).toBe(0)
})

it('every example is tried here, and says how to run it', async () => {
  expect(built).toContain('cli.js')
  const names = (await readdir(examples, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  expect(names.map(({ name }) => name).sort()).toEqual([
    'electron',
    'embed',
    'express',
    'fastify',
    'gallery',
    'h3',
    'hono',
    'hooks',
    'next',
    'node-http',
    'react',
    'sdk-upload',
    'themes',
  ])
  // Next is no workspace: see its README, and the long tests. Themes are no programs: they are held against their models by themselves.
  for (const { name } of names.filter((each) => each.name !== 'next' && each.name !== 'themes')) {
    expect(await readFile(join(examples, name, 'README.md'), 'utf8')).toContain(`npm start -w examples/${name}`)
    expect(JSON.parse(await readFile(join(examples, name, 'package.json'), 'utf8'))).toMatchObject({
      name: `@vitrine/example-${name}`,
      private: true,
    })
  }
})
