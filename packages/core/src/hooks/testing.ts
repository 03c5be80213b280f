import type { HookLog } from './types.ts'

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>> | undefined
}

/** A log that keeps its lines, for the tests of the kernel. */
export const recordingLog = (): { readonly log: HookLog; readonly lines: LogLine[] } => {
  const lines: LogLine[] = []
  const write =
    (level: LogLine['level']) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      lines.push({ level, message, fields })
    }
  return { lines, log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') } }
}
