// Runs a command with a throw-away MariaDB: `tsx scripts/with-mariadb.ts npm test`.
// The command finds the server in VITRINE_TEST_MYSQL_URL; the server ends with the command.
import { spawn } from 'node:child_process'
import { findProgram, missingReason } from '../packages/core/src/testing/environment.ts'
import { startMariadb } from '../test/setup/mariadb.ts'
import { useMemoryFolder } from './memory-folder.mjs'

const [command, ...args] = process.argv.slice(2)
const binary = findProgram('mariadb')
if (!command || !binary) {
  console.error(command ? missingReason('mariadb') : 'Usage: tsx scripts/with-mariadb.ts COMMAND [ARGUMENT…]')
  process.exit(2)
}

useMemoryFolder()
const server = await startMariadb(binary)
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, VITRINE_TEST_MYSQL_URL: server.url } })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
const code = await new Promise<number>((resolve) => {
  child.once('error', (error) => {
    console.error(error.message)
    resolve(127)
  })
  child.once('exit', (exitCode) => resolve(exitCode ?? 1))
})
await server.stop()
process.exit(code)
