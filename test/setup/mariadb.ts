import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A throw-away MariaDB server of this process. */
export interface ThrowAwayMariadb {
  /** `mysql://` URL without a database name, of a user that may create databases. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts a MariaDB server of its own in a temporary folder, on a free port of 127.0.0.1 and with a random password.
 *
 * The server keeps its compiled-in defaults for character set and SQL mode on purpose: what Vitrine needs it must set itself.
 * Only durability is relaxed, because nothing in this folder outlives the run.
 *
 * @param binary - Path of `mariadbd`; `mariadb-install-db` is looked up on the `PATH`.
 */
export const startMariadb = async (binary: string): Promise<ThrowAwayMariadb> => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-mariadb-'))
  try {
    return await startIn(folder, binary)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const startIn = async (folder: string, binary: string): Promise<ThrowAwayMariadb> => {
  const dataFolder = join(folder, 'data')
  const logFile = join(folder, 'error.log')
  // MariaDB refuses to run as root unless it is told to, which is how containers and CI run it.
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : []

  const installed = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', '--skip-test-db', `--datadir=${dataFolder}`, '--innodb-log-file-size=8M', ...asUser],
    { encoding: 'utf8', timeout: 120_000 },
  )
  if (installed.status !== 0) {
    throw new Error(
      `mariadb-install-db failed: ${installed.error?.message ?? `${installed.stdout}${installed.stderr}`}`,
    )
  }

  const password = randomBytes(12).toString('hex')
  const initFile = join(folder, 'init.sql')
  writeFileSync(
    initFile,
    [
      `CREATE USER 'vitrine'@'127.0.0.1' IDENTIFIED BY '${password}';`,
      `CREATE USER 'vitrine'@'localhost' IDENTIFIED BY '${password}';`,
      "GRANT ALL PRIVILEGES ON *.* TO 'vitrine'@'127.0.0.1' WITH GRANT OPTION;",
      "GRANT ALL PRIVILEGES ON *.* TO 'vitrine'@'localhost' WITH GRANT OPTION;",
      '',
    ].join('\n'),
    { mode: 0o600 },
  )

  const port = await freePort()
  const server = [
    binary,
    '--no-defaults',
    `--datadir=${dataFolder}`,
    `--socket=${join(folder, 'server.sock')}`,
    `--pid-file=${join(folder, 'server.pid')}`,
    `--log-error=${logFile}`,
    // A server that starts clears the temporary tables of all that share the folder.
    `--tmpdir=${folder}`,
    `--init-file=${initFile}`,
    '--bind-address=127.0.0.1',
    '--skip-networking=0',
    `--port=${port}`,
    '--innodb-log-file-size=8M',
    '--innodb-buffer-pool-size=128M',
    '--innodb-flush-log-at-trx-commit=0',
    '--loose-innodb-flush-method=nosync',
    '--skip-innodb-doublewrite',
    '--max-connections=300',
    // Tests make hundreds of schemas: to write the figures of their tables down is a third of the work.
    '--innodb-stats-persistent=0',
    ...asUser,
  ]
  // The shell waits for the end of its standard input, a pipe that this process holds open. However this process ends, even by
  // SIGKILL, the pipe closes, and the shell stops the server by its pid and removes the folder. It runs in a process group
  // of its own, so that Ctrl-C reaches the test runner first.
  const guard = spawn(
    'sh',
    [
      '-c',
      '"$@" </dev/null >/dev/null 2>&1 & pid=$!; cat >/dev/null; kill "$pid" 2>/dev/null; wait "$pid"; rm -rf "$0"',
      folder,
      ...server,
    ],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  )
  guard.unref()
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    guard.ref()
    guard.stdin.end()
    await ended
  }

  try {
    await waitForGreeting(port, 60_000)
  } catch (error) {
    const log = readLog(logFile)
    await stop()
    throw new Error(`MariaDB did not start on port ${port}. Its log ends with:\n${log}`, { cause: error })
  }
  return { url: `mysql://vitrine:${password}@127.0.0.1:${port}/`, stop }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })

/** A MySQL server speaks first: byte 4 of its greeting is the protocol version, 10. */
export const waitForGreeting = async (port: number, timeoutMs: number): Promise<void> => {
  const deadline = Date.now() + timeoutMs
  while (!(await greets(port))) {
    if (Date.now() > deadline) throw new Error(`no answer within ${timeoutMs} ms`)
    await sleep(50)
  }
}

const greets = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const answer = (value: boolean) => {
      socket.destroy()
      resolve(value)
    }
    socket.setTimeout(1000, () => answer(false))
    socket.once('error', () => answer(false))
    socket.once('close', () => answer(false))
    socket.once('data', (greeting) => answer(greeting[4] === 10))
  })

const readLog = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-20).join('\n')
  } catch {
    return '(no log was written)'
  }
}
