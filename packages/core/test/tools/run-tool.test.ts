import { spawn } from 'node:child_process'
import { access, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { usualSearchPath } from '../../src/tools/find-program.ts'
import { findGuards, toGuardedCommand } from '../../src/tools/guards.ts'
import { defaultToolLimits, runTool, type ToolRun } from '../../src/tools/run-tool.ts'
import { processesWith, useFakeTools } from './fake-tools.ts'

const fakes = useFakeTools()
const guards = await findGuards(usualSearchPath)
let count = 0

type Overrides = Partial<Omit<ToolRun, 'limits'>> & { limits?: Partial<ToolRun['limits']> }

const run = async (body: string, { limits = {}, ...rest }: Overrides = {}) =>
  runTool({
    name: 'fake',
    program: await fakes.script(`fake-${count++}`, body),
    args: [],
    folder: fakes.run(),
    guards,
    searchPath: '/usr/bin:/bin',
    limits: { ...defaultToolLimits, ...limits },
    ...rest,
  })

const fault = async (promise: Promise<unknown>) => {
  const start = performance.now()
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!VitrineError.has(error, 'TOOL_FAILED')) throw error ?? new Error('It went well.')
  return { reason: error.details?.reason, said: String(error.cause), ms: performance.now() - start }
}

/** A number of seconds that no other process sleeps. */
const nap = () => String(90_000 + Math.floor(Math.random() * 1_000_000))

describe.skipIf(process.platform !== 'linux')('a program', () => {
  it('gives what it wrote, and is given a file to read, or nothing', async () => {
    await writeFile(join(fakes.run(), 'input'), 'from a file')
    const { stdout, stderr } = await run('cat; echo aside >&2', { stdin: join(fakes.run(), 'input') })
    expect([stdout.toString(), stderr]).toEqual(['from a file', 'aside\n'])
    expect((await run('cat')).stdout).toHaveLength(0)
  })

  it('IN-25: gets arguments as they are, in a folder of its own, and nothing of our environment', async () => {
    const args = ['$(touch hacked)', '; touch hacked', '--', "a'b", '*']
    const { stdout } = await run('printf "%s\\n" "$@"; pwd', { args })
    expect(stdout.toString().trimEnd().split('\n')).toEqual([...args, fakes.run()])
    await expect(access(join(fakes.run(), 'hacked'))).rejects.toThrow()
    process.env.VITRINE_SECRET_OF_TEST = 'x'
    const seen = (await runTool({
      name: 'env',
      program: '/usr/bin/env',
      args: [],
      folder: fakes.run(),
      guards,
      searchPath: '/usr/bin:/bin',
      limits: defaultToolLimits,
    })) as { stdout: Buffer }
    const names = seen.stdout
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => line.split('=')[0])
    expect(names.sort()).toEqual(['HOME', 'LANG', 'PATH', 'TMPDIR'])
    delete process.env.VITRINE_SECRET_OF_TEST
  })

  it.skipIf(guards.setpriv === null)('ends with us, however we end', async () => {
    const seconds = nap()
    const { command, args } = toGuardedCommand(guards, ['--core=0'], '/bin/sleep', [seconds])
    const start = `require('node:child_process').spawn(${JSON.stringify(command)}, ${JSON.stringify(args)}, { detached: true })`
    const parent = spawn(process.execPath, ['-e', `${start}; setInterval(() => {}, 1_000)`], { stdio: 'ignore' })
    await expect.poll(() => processesWith(seconds), { timeout: 10_000 }).not.toEqual([])
    parent.kill('SIGKILL')
    await expect.poll(() => processesWith(seconds), { timeout: 10_000 }).toEqual([])
  })

  it('that hangs is ended in time, with all that it started', async () => {
    const seconds = nap()
    const body = `sleep ${seconds} & (sleep ${seconds} & sleep ${seconds}) & sleep ${seconds}`
    const { reason, ms } = await fault(run(body, { limits: { timeoutMs: 400 } }))
    expect(reason).toBe('timeout')
    expect(ms).toBeLessThan(2_000)
    expect(await processesWith(seconds)).toEqual([])
  })

  it('cannot leave anything running, neither in its group nor outside of it', async () => {
    const seconds = nap()
    await run(
      `sleep ${seconds} & setsid sleep ${seconds} >/dev/null 2>&1 & setsid sh -c 'sleep ${seconds} & wait' & sleep 0.2`,
    )
    expect(await processesWith(seconds)).toEqual([])
  })

  it('that catches signals is ended all the same', async () => {
    const seconds = nap()
    const { reason } = await fault(
      run(`trap '' TERM INT HUP; while :; do sleep ${seconds}; done`, { limits: { timeoutMs: 300 } }),
    )
    expect(reason).toBe('timeout')
    expect(await processesWith(seconds)).toEqual([])
  })

  it.each(['', ' >&2'])('that floods its output (%s) is stopped', async (where) => {
    const { reason, ms } = await fault(run(`yes${where}`))
    expect(reason).toBe('output')
    expect(ms).toBeLessThan(3_000)
  })

  it('that fails says why', async () => {
    const failed = await fault(run('echo it is broken >&2; exit 3'))
    expect(failed.reason).toBe('failed')
    expect(failed.said).toContain('it is broken')
    expect((await fault(run('kill -SEGV $$'))).reason).toBe('killed')
    expect((await fault(run('', { program: '/nowhere/at/all' }))).reason).toBe('missing')
  })

  it.skipIf(guards.prlimit === null)('can take no more memory, time or disk than it may', async () => {
    const memory = await fault(
      run('head -c 2000000000 /dev/zero | tail -c 1900000000 | wc -c >&2; exit 9', {
        limits: { maxMemoryBytes: 200_000_000 },
      }),
    )
    expect(memory.said).toMatch(/memory|exhausted/i)
    const disk = await fault(run('exec head -c 50000000 /dev/zero > large', { limits: { maxFileBytes: 1_000_000 } }))
    expect(disk.reason).toBe('killed')
    expect((await stat(join(fakes.run(), 'large'))).size).toBeLessThanOrEqual(1_000_000)
  })

  it('ends when the gallery closes', async () => {
    const seconds = nap()
    const closing = new AbortController()
    const running = run(`sleep ${seconds}`, { signal: closing.signal })
    setTimeout(() => closing.abort(new VitrineError('GALLERY_CLOSED')), 100)
    await expect(running).rejects.toMatchObject({ code: 'GALLERY_CLOSED' })
    expect(await processesWith(seconds)).toEqual([])
    await expect(run('true', { signal: closing.signal })).rejects.toMatchObject({ code: 'GALLERY_CLOSED' })
  })
})
