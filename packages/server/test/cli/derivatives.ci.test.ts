import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { paint, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run, start } = useFolder()

const derivatives = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(['derivatives', ...args, '--json'])
  return { code, stderr, answer: stdout === '' ? null : JSON.parse(stdout) }
}

describe('vitrine derivatives', () => {
  beforeEach(async () => {
    // Of unlike sizes: pictures of almost the same colour come out as the same bytes.
    for (const width of [2_000, 2_001, 2_002]) await paint(path('Pictures', `${width}.jpg`), { width, height: 1_500 })
    await paint(path('Pictures', 'Album', 'four.jpg'), { width: 2_003, height: 1_500 })
    expect((await run(['sync', path('Pictures')])).code).toBe(0)
  })

  it('warm renders what is missing, and nothing twice', async () => {
    const first = await derivatives('warm', '--size', 'thumb', 'medium', '--format', 'jpeg', 'webp')
    expect(first).toMatchObject({ code: 0, stderr: '', answer: { files: 16, addedFiles: 16, stopped: false } })
    expect((await derivatives('warm', '--size', 'thumb')).answer).toMatchObject({ files: 16, addedFiles: 0 })
    const { stdout } = await run(['derivatives', 'warm', '--size', 'square'])
    expect(stdout).toMatch(/^4 pictures rendered \(\d+\.\d MiB\); 20 pictures in the cache\.\n$/)
  })

  it('figures says what is there, and purge removes what is named', async () => {
    await derivatives('warm', '--size', 'thumb', 'medium')
    const { answer } = await derivatives('figures')
    expect(answer).toMatchObject({ files: 8, sizes: { thumb: { files: 4 }, medium: { files: 4 } } })
    expect((await run(['derivatives', 'figures'])).stdout).toMatch(/^8 pictures, .*\n {2}\w+ +4 pictures/)
    expect(await derivatives('purge', '--outdated')).toMatchObject({ code: 0, answer: { removed: 0 } })
    expect(await derivatives('purge', '--size', 'thumb')).toMatchObject({ code: 0, answer: { removed: 4 } })
    expect(await derivatives('purge', '--photo', '1')).toMatchObject({ code: 0, answer: { removed: 1 } })
    expect((await run(['derivatives', 'purge', '--all'])).stdout).toBe('3 pictures removed.\n')
    expect((await derivatives('figures')).answer).toMatchObject({ files: 0, bytes: 0 })
  })

  it('refuses what there is not, and changes nothing', async () => {
    for (const [args, message] of [
      [['warm', '--size', 'none-such'], 'size'],
      [['warm', '--album', '99999'], 'album'],
      [['warm', '--album', 'x'], '--album takes the number'],
      [['purge'], 'Say what to remove'],
      [['purge', '--all', '--outdated'], 'Say what to remove'],
      [['purge', '--photo', '99999'], 'photo'],
    ] as const) {
      const { code, stdout, stderr } = await run(['derivatives', ...args])
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toContain(message)
    }
    expect((await run(['derivatives', 'warm', '--format', 'gif'])).stderr).toContain('Allowed choices are jpeg')
    expect((await derivatives('figures')).answer).toMatchObject({ files: 0 })
  })

  it('warm ends in order when it is interrupted, and goes on the next time', async () => {
    for (let n = 0; n < 40; n++) await paint(path('Pictures', `${n}.jpg`), { width: 2_100 + n, height: 1_500 })
    expect((await run(['sync', path('Pictures')])).code).toBe(0)
    const running = start(['derivatives', 'warm', '--json'])
    while (!(await readdir(path('data home'), { recursive: true })).some((name) => name.includes('.xxlarge.')))
      await sleep(20)
    running.child.kill('SIGINT')
    const { code, stdout } = await running.ended
    expect(code).toBe(130)
    const stopped = JSON.parse(stdout)
    expect(stopped).toMatchObject({ stopped: true })
    expect(stopped.files).toBeLessThan(44 * 9)
    expect((await derivatives('warm')).answer).toMatchObject({ files: 44 * 9, stopped: false })
  }, 300_000)
})
