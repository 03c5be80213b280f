import { readFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/**
 * A secret that the environment names or holds: the file wins.
 *
 * @param what - What the file is of, for the message: “the mail server's address”.
 * @throws {UsageError} where the file cannot be read
 */
export const readSecret = (
  file: string | undefined,
  fromEnvironment: string | undefined,
  what: string,
): string | undefined => {
  if (!file) return fromEnvironment
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new UsageError(`The file of ${what} cannot be read: ${file}`, { cause: error })
  }
}
