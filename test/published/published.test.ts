import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, inject, it } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const { packages } = inject('packed')

describe.each(Object.entries(packages))('%s as published', (_name, { folder, tarball }) => {
  it('keeps the rules of publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  it('has types that every resolution of ESM finds', async () => {
    const attw = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js')
    const args = [attw, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color']
    // Ends with 1, and the promise is rejected with what it printed, where a resolution that this profile counts has a problem.
    await expect(promisify(execFile)(process.execPath, args)).resolves.toBeDefined()
  })
})
