import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Child {
  readonly process: ChildProcess
  /** What it printed when it ended. */
  readonly output: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** Runs a TypeScript file beside this one in a process of its own. */
export const startChild = (file: string, args: readonly string[] = [], options: { uid?: number } = {}): Child => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Whoever it is, it may write to the folder for temporary files.
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid, env: { PATH: process.env.PATH ?? '' } }),
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk))
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk))
  const output = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
  return { process: child, output }
}

/** The JSON that a child printed. */
export const resultOf = async (child: Child): Promise<unknown> => {
  const { code, stdout, stderr } = await child.output
  if (code !== 0) throw new Error(`The child ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}
