import { type Issue, VitrineError } from '@vitrine/core'

/** An upload that cannot be read; `path` is the name of the part at fault, empty for the body as a whole. */
export const uploadInvalid = (path: string, reason: string, cause?: unknown): VitrineError<'UPLOAD_INVALID'> => {
  const issues: Issue[] = [{ path: path.slice(0, 100), message: reason }]
  return new VitrineError('UPLOAD_INVALID', { details: { reason }, issues, ...(cause === undefined ? {} : { cause }) })
}
