import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { type Guards, toGuardedCommand } from '../../tools/guards.ts'

export interface ExiftoolLimits {
  /** Wall clock of one file, in milliseconds. */
  readonly timeoutMs: number
  /** Longest answer about one file; more is no metadata. */
  readonly maxAnswerBytes: number
  /** Address space; only where `prlimit` is installed. */
  readonly maxMemoryBytes: number
  /** After so many files another process takes over: whatever the first leaked goes with it. */
  readonly maxFiles: number
  /** An idle process ends after this time. */
  readonly idleMs: number
}

export interface ExiftoolPrograms {
  readonly exiftool: string
  readonly guards: Guards
  /** Folder to work in, of the process's own. */
  readonly folder: string
}

interface Pending {
  readonly marker: Buffer
  readonly chunks: Buffer[]
  bytes: number
  settle(answer: Buffer | Error): void
}

/** Processor time of a whole process, as a last resort for one whose parent is gone. */
const maxProcessorSeconds = 900

const toArguments = ({ exiftool, guards }: ExiftoolPrograms, { maxMemoryBytes }: ExiftoolLimits) => {
  // The first argument: a configuration file is a program, which is not looked for. Everything else comes line by line.
  const args = ['-config', '', '-stay_open', 'True', '-@', '-']
  const bounds = [`--as=${maxMemoryBytes}`, `--cpu=${maxProcessorSeconds}`, '--fsize=0', '--core=0', '--nofile=64']
  return toGuardedCommand(guards, bounds, exiftool, args)
}

/** One exiftool that stays open and answers about one file at a time. */
export class ExiftoolProcess {
  readonly #limits: ExiftoolLimits
  readonly #child: ChildProcessWithoutNullStreams
  readonly #ended: Promise<void>
  #pending: Pending | null = null
  #count = 0
  #isOver = false

  constructor(programs: ExiftoolPrograms, limits: ExiftoolLimits) {
    this.#limits = limits
    const { command, args } = toArguments(programs, limits)
    const child = spawn(command, args, {
      cwd: programs.folder,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: programs.folder, TMPDIR: programs.folder },
      shell: false,
      windowsHide: true,
      // A group of its own, so that what it starts can be ended with it.
      detached: process.platform !== 'win32',
    })
    this.#child = child
    this.#ended = new Promise((resolve) => {
      const end = (why: string) => {
        this.#isOver = true
        this.#pending?.settle(new Error(why))
        resolve()
      }
      child.on('error', (error) => end(error.message))
      child.on('exit', () => end('exiftool has ended'))
    })
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk))
    // What it warns of is in its answers; what it says beside them must not fill the pipe.
    child.stderr.on('data', () => {})
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {})
    this.#hold(false)
  }

  /** Whether it can be asked once more. */
  get isUsable(): boolean {
    return !this.#isOver && this.#pending === null && this.#count < this.#limits.maxFiles
  }

  /**
   * Asks one question. Must not be called again before it is answered.
   *
   * @param args - One a line: none may hold a line break, which is checked, and none but the first may come from outside.
   * @returns What it said on its standard output.
   */
  async ask(args: readonly string[]): Promise<Buffer> {
    if (!this.isUsable) throw new Error('exiftool is not ready')
    if (args.some((arg) => /[\r\n\0]/.test(arg))) throw new Error('an argument of exiftool must be one line')
    this.#count += 1
    const marker = Buffer.from(`{ready${this.#count}}`)
    this.#hold(true)
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        const settle = (answer: Buffer | Error) => {
          this.#pending = null
          if (answer instanceof Error) {
            this.kill()
            reject(answer)
          } else resolve(answer)
        }
        this.#pending = { marker, chunks: [], bytes: 0, settle }
        timer = setTimeout(
          () => settle(new Error(`exiftool took more than ${this.#limits.timeoutMs} ms`)),
          this.#limits.timeoutMs,
        )
        this.#child.stdin.write(`${[...args, `-execute${this.#count}`].join('\n')}\n`)
      })
    } finally {
      clearTimeout(timer)
      this.#hold(false)
    }
  }

  /** Ends it at once, with whatever it started. */
  kill(): void {
    this.#isOver = true
    const { pid } = this.#child
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
    } catch {
      // It has ended already.
    }
  }

  async close(): Promise<void> {
    // Its end is waited for: a program that does nothing else any more would end before that, in the middle of what it closes.
    this.#hold(true)
    this.kill()
    await this.#ended
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy()
  }

  #take(chunk: Buffer): void {
    const pending = this.#pending
    if (!pending) return
    pending.bytes += chunk.length
    if (pending.bytes > this.#limits.maxAnswerBytes) {
      pending.settle(new Error(`exiftool said more than ${this.#limits.maxAnswerBytes} bytes`))
      return
    }
    pending.chunks.push(chunk)
    if (pending.bytes < pending.marker.length) return
    const tail = Buffer.concat(pending.chunks.slice(-2)).toString('latin1').trimEnd()
    const end = tail.length >= pending.marker.length ? tail : Buffer.concat(pending.chunks).toString('latin1').trimEnd()
    // Inside an answer every line break is escaped: a file cannot write this line.
    if (end.endsWith(pending.marker.toString('latin1'))) {
      const answer = Buffer.concat(pending.chunks)
      pending.settle(answer.subarray(0, answer.lastIndexOf(pending.marker)))
    }
  }

  /** An idle process must not keep ours from ending. */
  #hold(isBusy: boolean): void {
    const { stdin, stdout, stderr } = this.#child
    for (const part of [this.#child, stdin, stdout, stderr]) {
      const handle = part as { ref?: () => void; unref?: () => void }
      if (isBusy) handle.ref?.()
      else handle.unref?.()
    }
  }
}
