import type { Entry } from './registry.ts'
import type { Machinery } from './run.ts'
import type { FaultReason, HookFault, HookLog } from './types.ts'

const messages: Record<FaultReason, string> = {
  threw: 'A hook handler failed.',
  'timed-out': 'A hook handler took too long and was left behind.',
  'bad-return': 'A hook handler returned what it must not.',
  're-entered': 'A hook handler would run inside itself and was passed over.',
  'too-deep': 'Hooks run too deep inside one another.',
}

/** Writes a fault with its owner and the names of the payload's fields, never their values, which may be private. */
export const createReporter = (
  log: HookLog,
  onFault: ((fault: HookFault) => void) | undefined,
): Machinery['report'] => {
  const write = (hook: string, entry: Entry, reason: FaultReason, error: unknown, fields: object): void => {
    const level = reason === 're-entered' ? 'warn' : 'error'
    log[level](messages[reason], {
      hook,
      owner: entry.owner,
      reason,
      ...fields,
      ...(error === undefined ? {} : { error }),
    })
    onFault?.({ hook, owner: entry.owner, reason, error })
  }
  return (run, entry, reason, error) => {
    const requestId = run.call?.requestId
    try {
      const fields = { payload: Object.keys(run.value), ...(requestId === undefined ? {} : { requestId }) }
      write(run.hook.name, entry, reason, error, fields)
    } catch {
      // A logger that fails must not turn one plugin's fault into everybody's.
    }
  }
}
