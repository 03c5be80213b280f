import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Child {
  readonly process: ChildProcess
  /** Fulfilled when it sends a message, or ends. */
  readonly isReady: Promise<void>
  /** What it printed when it ended. */
  readonly output: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** Runs a TypeScript file beside this one in a process of its own. */
export const startChild = (
  file: string,
  args: readonly string[] = [],
  options: { uid?: number; env?: Record<string, string> } = {},
): Child => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, ...options.env },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  const isReady = new Promise<void>((resolve) => {
    child.once('message', () => resolve())
    child.once('exit', () => resolve())
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (texts.stdout += chunk))
  child.stderr?.on('data', (chunk: Buffer) => (texts.stderr += chunk))
  const output = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
  return { process: child, isReady, output }
}

/** The JSON that a child printed. */
export const resultOf = async (child: Child): Promise<unknown> => {
  const { code, stdout, stderr } = await child.output
  if (code !== 0) throw new Error(`The child ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}
