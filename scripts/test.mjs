// `npm test -- [vitest options]`: runs the tests of every package.
//
// VITRINE_TEST_REPORT=FILE also writes the result there as JSON; `scripts/test-summary.mjs` adds several of them up.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { useMemoryFolder } from './memory-folder.mjs'

// The long tests seed databases of a million photos, which are kept on the disk.
if (!process.argv.includes('deep')) useMemoryFolder()
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const report = process.env.VITRINE_TEST_REPORT
const reporters = report ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []

const vitest = spawn(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
// Ctrl-C reaches vitest by itself, which stops its workers and the database server; this process only waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => vitest.kill('SIGTERM'))
vitest.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
