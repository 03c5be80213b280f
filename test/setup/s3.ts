import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AwsClient } from 'aws4fetch'
import { freePort } from './mariadb.ts'

/** A throw-away S3 service of this process. */
export interface ThrowAwayS3 {
  /** Of a bucket, with credentials, as `toS3Options` takes it. */
  readonly url: string
  stop(): Promise<void>
}

const bucket = 'vitrine-test'
const longestStartMs = 180_000

/**
 * Starts Ceph's radosgw in a temporary folder and on free ports of 127.0.0.1, with credentials of its own; see `radosgw.sh`. Ready in about
 * 20 seconds. However this process ends, the pipe to the script closes, and the script stops everything and removes the folder.
 */
export const startS3 = async (): Promise<ThrowAwayS3> => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-s3-'))
  const [accessKeyId, secretAccessKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')]
  // The monitor's is followed by some forty of the disk's.
  const monitorPort = Math.min(await freePort(), 65_400)
  const gatewayPort = await freePort()
  const script = fileURLToPath(new URL('./radosgw.sh', import.meta.url))
  const guard = spawn(
    'bash',
    [script, folder, String(monitorPort), String(gatewayPort), accessKeyId, secretAccessKey],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    },
  )
  guard.unref()
  let told = ''
  guard.stderr.on('data', (chunk) => {
    told = `${told}${chunk}`.slice(-4_000)
  })
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    guard.ref()
    guard.stdin.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const ready = new Promise<void>((resolve) => guard.stdout.once('data', () => resolve()))
  const isReady = await Promise.race([
    ready.then(() => true),
    ended.then(() => false),
    sleep(longestStartMs, false, { ref: false }),
  ])
  if (!isReady) {
    const log = readLog(join(folder, 'output.log'))
    await stop()
    throw new Error(`radosgw did not start. It said:\n${told}\n${log}`)
  }
  const endpoint = `http://127.0.0.1:${gatewayPort}`
  try {
    const client = new AwsClient({ accessKeyId, secretAccessKey, service: 's3', region: 'us-east-1' })
    const made = await client.fetch(`${endpoint}/${bucket}`, { method: 'PUT' })
    if (!made.ok) throw new Error(`The bucket could not be made: ${made.status}`)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `s3://${accessKeyId}:${secretAccessKey}@${bucket}?endpoint=${encodeURIComponent(endpoint)}`, stop }
}

const readLog = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-20).join('\n')
  } catch {
    return '(no log was written)'
  }
}
