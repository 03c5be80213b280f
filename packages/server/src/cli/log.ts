import type { Logger } from '@vitrine/core'
import type { ServerLog } from '../options.types.ts'
import { plain, toJson } from './terminal.ts'

type Level = 'debug' | 'info' | 'warn' | 'error'

/** Lines on the standard error: for people, or one JSON object each. Warnings and errors only, unless VITRINE_LOG=debug|info says more. */
export const createConsoleLog = (options: { json: boolean; level: Level }): { core: Logger; server: ServerLog } => {
  const order: readonly Level[] = ['debug', 'info', 'warn', 'error']
  const write = (level: Level, message: string, fields: Readonly<Record<string, unknown>> = {}) => {
    if (order.indexOf(level) < order.indexOf(options.level)) return
    const details = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, toPlain(value)]))
    const line = options.json
      ? toJson({ at: new Date().toISOString(), level, message, ...details })
      : // One line, whatever a name holds: control characters would let a file name write into the terminal.
        plain(`${titles[level]}: ${message}${Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''}`)
    process.stderr.write(`${line}\n`)
  }
  return {
    core: {
      debug: (message, fields) => write('debug', message, fields),
      info: (message, fields) => write('info', message, fields),
      warn: (message, fields) => write('warn', message, fields),
      error: (message, fields) => write('error', message, fields),
    },
    server: write,
  }
}

const titles: Readonly<Record<Level, string>> = { debug: 'Debug', info: 'Info', warn: 'Warning', error: 'Error' }

const toPlain = (value: unknown): unknown => {
  if (!(value instanceof Error)) return value
  const code = 'code' in value && typeof value.code === 'string' ? value.code : undefined
  return {
    name: value.name,
    ...(code ? { code } : {}),
    message: value.message,
    ...(value.cause ? { cause: toPlain(value.cause) } : {}),
  }
}

export const logLevelOf = (value: string | undefined): Level =>
  value === 'debug' || value === 'info' || value === 'error' ? value : 'warn'
