import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

export const killProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Processes of one program, one after the other: the next has read its program already when it is asked for, and waits for a message. */
export const createStandby = (program: string, args: readonly string[]) => {
  const spawn = (): ChildProcess =>
    fork(program, args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let next = spawn()
  return {
    take: (): ChildProcess => {
      const child = next
      next = spawn()
      return child
    },
    close: () => killProcess(next),
  }
}
