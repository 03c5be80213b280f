import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import { build } from '../../scripts/build.mjs'
import { account, describeConformance } from './conformance.ts'
import { findPort } from './listen.ts'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a user of Next would do: install the packages beside Next, lay the handler where it belongs, build, start. */
const install = async (folder: string, basePath: string): Promise<string> => {
  await build({ types: true })
  const packed = join(folder, 'packed')
  await mkdir(packed)
  const names = ['core', 'sdk', 'server'].flatMap((name) => ['-w', `packages/${name}`])
  await execute('npm', ['pack', '--pack-destination', packed, ...names], { cwd: root })
  const app = join(folder, 'next')
  await cp(join(root, 'examples/next'), app, { recursive: true })
  if (basePath !== '/photos') {
    await mkdir(dirname(join(app, 'app', basePath)), { recursive: true })
    await rename(join(app, 'app/photos'), join(app, 'app', basePath))
  }
  const tarballs = (await readdir(packed)).map((name) => join(packed, name))
  await execute('npm', ['install', '--no-audit', '--no-fund', ...tarballs], {
    cwd: app,
  })
  return app
}

const seed = async (data: string): Promise<void> => {
  await using gallery = await createGallery({
    database: sqlite({ file: join(data, 'gallery.db') }),
    storage: fsStorage({ root: join(data, 'storage') }),
    cacheFolder: join(data, 'cache'),
  })
  await gallery.asSystem('test').users.create({ ...account, role: 'webmaster', level: 8 })
}

// One path, of two parts: each further one is another build.
const basePath = '/galleries/ours'
describeConformance(`Next at ${basePath}`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-next-'))
  const app = await install(folder, basePath)
  const data = join(folder, 'data')
  await seed(data)
  const env = { ...process.env, GALLERY_DATA: data, GALLERY_BASE_PATH: basePath, NEXT_TELEMETRY_DISABLED: '1' }
  const next = join(app, 'node_modules/next/dist/bin/next')
  await execute(process.execPath, [next, 'build'], { cwd: app, env })
  const port = await findPort()
  const child = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: app,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const baseUrl = `http://127.0.0.1:${port}${basePath}`
  const isUp = (): Promise<boolean> =>
    fetch(`${baseUrl}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
  for (let tries = 0; tries < 300 && child.exitCode === null && !(await isUp()); tries++) await sleep(100)
  return {
    host: { baseUrl, account },
    async close() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'close')
      await rm(folder, { recursive: true, force: true })
    },
  }
})
