import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A server in a process of its own. */
export interface KillableServer {
  readonly baseUrl: string
  /** At once, as a power cut would: nothing of it runs any more when this resolves. */
  kill(): Promise<void>
}

/** Starts servers one after the other; the next one has read its program already when it is asked for. */
export const createServerStarter = (program: string, args: readonly string[]) => {
  const spawn = (): ChildProcess => fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let next = spawn()
  const kill = async (child: ChildProcess): Promise<void> => {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  return {
    start: async (): Promise<KillableServer> => {
      const child = next
      next = spawn()
      const answered = Promise.race([
        once(child, 'message').then(([port]) => Number(port)),
        once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}`))),
      ])
      child.send('go')
      const port = await answered
      return { baseUrl: `http://127.0.0.1:${port}`, kill: () => kill(child) }
    },
    close: () => kill(next),
  }
}
