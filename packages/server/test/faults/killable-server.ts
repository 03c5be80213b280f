import { once } from 'node:events'
import { createStandby, killProcess } from '../../../../test/setup/standby.ts'

/** A server in a process of its own. */
export interface KillableServer {
  readonly baseUrl: string
  /** With SIGKILL, so that it can see to nothing: nothing of it runs any more when this resolves. */
  kill(): Promise<void>
}

/** Starts servers one after the other. @param program - See `serve.child.ts`. */
export const createServerStarter = (program: string, args: readonly string[]) => {
  const standby = createStandby(program, args)
  return {
    start: async (): Promise<KillableServer> => {
      const child = standby.take()
      const answered = Promise.race([
        once(child, 'message').then(([port]) => Number(port)),
        once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}`))),
      ])
      child.send('go')
      const port = await answered
      return { baseUrl: `http://127.0.0.1:${port}`, kill: () => killProcess(child) }
    },
    close: () => standby.close(),
  }
}
