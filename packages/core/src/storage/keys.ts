import { VitrineError } from '../errors/vitrine-error.ts'

const segment = /^[a-z0-9_-][a-z0-9_.-]{0,199}$/
const maxKeyLength = 512

/**
 * Refuses everything that is not a plain relative key: `..`, absolute paths, back slashes, NUL, upper case (file systems differ in
 * whether they tell it apart), hidden names.
 *
 * @throws {VitrineError} `STORAGE_KEY_INVALID`.
 */
export const assertStorageKey = (key: string): void => {
  if (typeof key !== 'string' || key.length > maxKeyLength || !key.split('/').every((part) => segment.test(part))) {
    throw new VitrineError('STORAGE_KEY_INVALID')
  }
}

/**
 * The key of an original, made from its content alone, so that no name from outside reaches the disk and equal files meet.
 *
 * @param sha256 - 64 hexadecimal digits.
 * @param extension - 1 to 10 letters or digits, with or without its dot; written in lower case.
 * @returns `originals/ab/cd/<sha256>.<extension>`; 65,536 folders keep each one small with millions of files.
 * @throws {VitrineError} `STORAGE_KEY_INVALID`.
 */
export const contentKey = (sha256: string, extension: string): string => {
  const hash = sha256.toLowerCase()
  const suffix = extension.replace(/^\./, '').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hash) || !/^[a-z0-9]{1,10}$/.test(suffix)) throw new VitrineError('STORAGE_KEY_INVALID')
  return `originals/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}.${suffix}`
}
