import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findPrograms } from './find-program.ts'

/** Programs of the system (util-linux) that hold another one within bounds. */
export interface Guards {
  /** Bounds memory, processor time and files. `null` where it is not installed. */
  readonly prlimit: string | null
  /** Ends the program with this process, however that ends. `null` where it is not installed, or cannot do that. */
  readonly setpriv: string | null
}

const withParent = ['--pdeathsig', 'KILL']
const probeTimeoutMs = 5_000

export const findGuards = async (searchPath: string): Promise<Guards> => {
  const [[prlimit = null], [setpriv = null]] = (await Promise.all(
    ['prlimit', 'setpriv'].map((program) => findPrograms(program, searchPath)),
  )) as [string[], string[]]
  return { prlimit, setpriv: setpriv !== null && (await endsWithParent(setpriv)) ? setpriv : null }
}

/** That of BusyBox knows no signal at the end of the parent. */
const endsWithParent = (setpriv: string): Promise<boolean> =>
  promisify(execFile)(setpriv, [...withParent, setpriv, '--version'], { timeout: probeTimeoutMs }).then(
    () => true,
    () => false,
  )

/** @param bounds - As options of `prlimit`. */
export const toGuardedCommand = (
  { prlimit, setpriv }: Guards,
  bounds: readonly string[],
  program: string,
  args: readonly string[],
): { command: string; args: string[] } => {
  const bounded = prlimit === null ? [program, ...args] : [prlimit, ...bounds, '--', program, ...args]
  const [command = program, ...rest] = setpriv === null ? bounded : [setpriv, ...withParent, '--', ...bounded]
  return { command, args: rest }
}
