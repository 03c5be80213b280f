// `npm run check:static`: everything that can be said about the sources without running the tests. Runs all parts, even after one
// failed, so that one run shows all there is to mend.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const parts = ['check:lint', 'check:types', 'check:arrows', 'check:unused', 'check:locales', 'test:types']

const run = (part) =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', part], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${code ?? signal}`))
  })

const failed = []
for (const part of parts) {
  const startedAt = Date.now()
  console.log(`\n▸ ${part}`)
  const fault = await run(part)
  console.log(`${fault ? `✗ ${part} ${fault}` : `✓ ${part}`} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
  if (fault) failed.push(part)
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exit(1)
}
