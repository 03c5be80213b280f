import { mkdir } from 'node:fs/promises'
import { Agent, request } from 'undici'
import { describe, expect, it } from 'vitest'
import { useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run, serve } = useFolder()

const emptyFolder = async (): Promise<string> => {
  const folder = path('pictures')
  await mkdir(folder)
  return folder
}

describe('vitrine serve', () => {
  it('FA-36: ends at once and in order although somebody listens to events', async () => {
    const served = await serve([await emptyFolder()])
    const stream = await fetch(`${served.url}api/v1/events`)
    const reading = stream.text()
    const { code, tookMs } = await served.stop()
    expect(code).toBe(0)
    // Well below the five seconds after which connections are cut off.
    expect(tookMs).toBeLessThan(4_000)
    expect(await reading).toContain('retry: 3000')
  })

  it('speaks https with a certificate of its own, where that is asked for', async () => {
    const served = await serve(['--https', await emptyFolder()])
    expect(served.url).toMatch(/^https:/)
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
    const answer = await request(`${served.url}healthz`, { dispatcher })
    expect(answer.statusCode).toBe(200)
    await answer.body.dump()
    await dispatcher.close()
    expect((await served.stop()).code).toBe(0)
  })

  it('logs a line of JSON to a request, without its address', async () => {
    const served = await serve([await emptyFolder()], {
      env: { VITRINE_LOG: 'debug', VITRINE_METRICS_TOKEN: 'a-token-for-the-watch' },
    })
    await fetch(`${served.url}api/v1/photos/999?language=en-x-a-secret-word`)
    const metrics = await fetch(`${served.url}metrics`, { headers: { authorization: 'Bearer a-token-for-the-watch' } })
    expect(await metrics.text()).toContain('vitrine_http_requests_total')
    const { stderr } = await served.stop()
    const lines = stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
    expect(lines.find(({ route }) => route === '/api/v1/photos/:id')).toMatchObject({
      level: 'debug',
      method: 'GET',
      status: 404,
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    })
    for (const secret of ['a-secret-word', 'a-token-for-the-watch']) expect(stderr).not.toContain(secret)
  })
})

describe('vitrine doctor', () => {
  it('says what a gallery that others reach should have', async () => {
    const { code, stdout } = await run(['doctor'])
    expect(code).toBe(0)
    for (const name of ['VITRINE_BASE_URL', 'VITRINE_TRUST_PROXY', 'VITRINE_METRICS_TOKEN'])
      expect(stdout).toContain(name)
    const env = {
      VITRINE_BASE_URL: 'https://photos.example.org',
      VITRINE_TRUST_PROXY: 'loopback',
      VITRINE_METRICS_TOKEN: 'a-token-for-the-watch',
    }
    const all = JSON.parse((await run(['doctor', '--json'], { env })).stdout)
    expect(all.deployment).toEqual([])
    const open = await run(['doctor', '--json'], { env: { ...env, VITRINE_TRUST_PROXY: 'true' } })
    expect(JSON.parse(open.stdout).deployment).toMatchObject([{ id: 'trust-proxy-all' }])
  })
})
