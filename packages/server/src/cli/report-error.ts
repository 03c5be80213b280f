import { VitrineError } from '@vitrine/core'
import { plain, plainLines, toJson } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Mistakes are told in a sentence, defects with their stack; with `isJson` as one line of the shape of the API's errors. */
export const describeError = (error: unknown, options: { isJson: boolean; isDebug: boolean }): string => {
  if (options.isJson) return toJson({ error: toErrorBody(error) })
  if (error instanceof UsageError) return plainLines(error.message)
  if (!VitrineError.is(error))
    return plainLines(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const { cause } = error
  return [
    plain(error.message),
    ...error.issues.map(({ path, message }) => plain(`  ${path}: ${message}`)),
    ...(cause && options.isDebug ? [plainLines(cause instanceof Error ? (cause.stack ?? '') : String(cause))] : []),
  ].join('\n')
}

const toErrorBody = (error: unknown) => {
  if (error instanceof UsageError) return { code: 'USAGE', message: error.message }
  if (!VitrineError.is(error))
    return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
  return { code: error.code, message: error.message, ...(error.issues.length > 0 ? { issues: error.issues } : {}) }
}
