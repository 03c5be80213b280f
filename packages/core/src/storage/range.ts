import { inputInvalid } from '../errors/vitrine-error.ts'
import type { GetOptions } from './types.ts'

/**
 * The bytes that a range means in an object of a size, both ends inclusive; `end` is `start - 1` where there are none.
 *
 * @throws {VitrineError} `INPUT_INVALID` where it lies outside.
 */
export const resolveRange = ({ start = 0, end }: GetOptions, bytes: number): { start: number; end: number } => {
  const isNoOffset = (value: number) => !Number.isSafeInteger(value) || value < 0
  if (isNoOffset(start) || (start > 0 && start >= bytes)) {
    throw inputInvalid([{ path: 'start', message: `Expected an offset below the ${bytes} bytes of the object.` }])
  }
  if (end !== undefined && (isNoOffset(end) || end < start)) {
    throw inputInvalid([{ path: 'end', message: 'Expected an offset at or after the start.' }])
  }
  return { start, end: Math.min(end ?? bytes - 1, bytes - 1) }
}
