import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, it } from 'vitest'

const { consumer } = inject('packed')
const tsc = join(consumer, 'node_modules', 'typescript', 'bin', 'tsc')

describe('a project that uses the published packages', () => {
  it.each(['node16', 'bundler'])('compiles with module resolution %s', async (resolution) => {
    const args = [tsc, '-p', join(consumer, `tsconfig.${resolution}.json`)]
    const { stdout } = await promisify(execFile)(process.execPath, args).catch((error) => error)
    expect(stdout).toBe('')
  })

  it('runs', async () => {
    await promisify(execFile)(process.execPath, [
      tsc,
      '-p',
      join(consumer, 'tsconfig.node16.json'),
      '--noEmit',
      'false',
    ])
    const { stdout } = await promisify(execFile)(process.execPath, [join(consumer, 'out', 'main.js')], {
      cwd: consumer,
    })
    expect(stdout.trim().split('\n').at(-1)).toBe('The consumer is content.')
  })
})
