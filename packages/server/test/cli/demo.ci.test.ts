import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { clientOf, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, start, serve, run } = useFolder()

it('opens a demo gallery where no folder is named', { timeout: 300_000 }, async () => {
  // Whoever stops it while it paints is heard at once, and the next start goes on from there.
  const impatient = start(['serve', '--port', '0'])
  while ((await readdir(path('data home', 'vitrine', 'demo', 'pictures')).catch(() => [])).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  impatient.child.kill('SIGINT')
  expect(await impatient.ended).toMatchObject({ signal: 'SIGINT', stdout: '' })

  const served = await serve([])
  const [summary] = await served.synced()
  expect(summary).toMatchObject({ state: 'ready', path: path('data home', 'vitrine', 'demo', 'pictures') })
  expect(summary!.added).toBeGreaterThan(10)
  const { total, items } = await clientOf(served).photos.list({ limit: 1 })
  expect(total).toBe(summary!.added)
  expect((await fetch(new URL(items[0]!.derivatives.medium!.url, served.url))).status).toBe(200)
  expect(await (await fetch(served.url)).text()).toContain('<title>Vitrine demo')
  await served.stop()

  const startedAt = performance.now()
  const again = await serve([])
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect(await again.synced()).toMatchObject([{ added: 0 }])
  // The demo's own data folder works like any other.
  expect((await run(['sync', '--json'])).code).toBe(0)
})
