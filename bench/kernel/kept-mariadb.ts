import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, missingReason } from '../../packages/core/src/testing/environment.ts'
import { freePort, waitForGreeting } from '../../test/setup/mariadb.ts'

/** A MariaDB server of this process whose data stay in a folder. */
export interface KeptMariadb {
  /** `mysql://` URL without a database name, of a user that may create databases. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts a server on the data of a folder, on a free port of 127.0.0.1; with memory as a machine of this size would give it. */
export const startKeptMariadb = async (folder: string): Promise<KeptMariadb> => {
  const binary = findProgram('mariadb')
  if (!binary) throw new Error(missingReason('mariadb'))
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : []
  const data = join(folder, 'data')
  if (!existsSync(join(folder, 'installed'))) {
    rmSync(data, { recursive: true, force: true })
    const installed = spawnSync('mariadb-install-db', [
      '--no-defaults',
      '--skip-test-db',
      `--datadir=${data}`,
      ...asUser,
    ])
    if (installed.status !== 0) throw new Error(`mariadb-install-db failed: ${installed.stderr}`)
    writeFileSync(join(folder, 'installed'), '')
  }
  const password = randomBytes(12).toString('hex')
  const initFile = join(folder, 'init.sql')
  writeFileSync(
    initFile,
    [
      `CREATE OR REPLACE USER 'vitrine'@'127.0.0.1' IDENTIFIED BY '${password}';`,
      `CREATE OR REPLACE USER 'vitrine'@'localhost' IDENTIFIED BY '${password}';`,
      "GRANT ALL PRIVILEGES ON *.* TO 'vitrine'@'127.0.0.1' WITH GRANT OPTION;",
      "GRANT ALL PRIVILEGES ON *.* TO 'vitrine'@'localhost' WITH GRANT OPTION;",
      '',
    ].join('\n'),
    { mode: 0o600 },
  )
  const port = await freePort()
  const server = spawn(
    binary,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(folder, 'server.sock')}`,
      `--pid-file=${join(folder, 'server.pid')}`,
      `--log-error=${join(folder, 'error.log')}`,
      `--tmpdir=${folder}`,
      `--init-file=${initFile}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--innodb-buffer-pool-size=3G',
      '--innodb-log-file-size=1G',
      '--innodb-flush-log-at-trx-commit=0',
      ...asUser,
    ],
    { stdio: 'ignore' },
  )
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  }
  // Whatever ends this process, the server does not outlive it.
  process.once('exit', () => server.kill('SIGTERM'))
  try {
    await waitForGreeting(port, 120_000)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `mysql://vitrine:${password}@127.0.0.1:${port}/`, stop }
}
