import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, it } from 'vitest'

const { consumer } = inject('packed')
const tsc = join(consumer, 'node_modules', 'typescript', 'bin', 'tsc')

const run = promisify(execFile)

describe('a project that uses the published packages', () => {
  it('compiles with module resolution node16, and runs', async () => {
    const compiled = await compile('node16')
    expect(compiled).toBe('')
    const { stdout } = await run(process.execPath, [join(consumer, 'out', 'main.js')], { cwd: consumer })
    expect(stdout.trim().split('\n').at(-1)).toBe('The consumer is content.')
  })

  it('compiles with module resolution bundler', async () => {
    expect(await compile('bundler')).toBe('')
  })
})

/** What the compiler has to say; empty where it is content. */
const compile = async (resolution: string): Promise<string> => {
  const args = [tsc, '-p', join(consumer, `tsconfig.${resolution}.json`)]
  const { stdout } = await run(process.execPath, args).catch((error) => error)
  return stdout
}
