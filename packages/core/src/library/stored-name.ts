import { createHash } from 'node:crypto'

/**
 * Names on disk as the database keeps them: exactly, with a `/` at the end, which no name can hold. Without it MySQL would take
 * `a` and `a ` for the same name, since its usual collations ignore blanks at the end.
 */
export const toStoredName = (name: string): string => `${name}/`
export const fromStoredName = (stored: string): string => (stored.endsWith('/') ? stored.slice(0, -1) : stored)

/** What a row of the index is called while its file's place is taken by another file: no name on disk can be the same. */
export const toParkedName = (fileId: number): string => `/${fileId}/`

const maxReadableLength = 600

/**
 * Bytes of a name that is not valid UTF-8, for a person to read: what is not text becomes `\xNN`. The `/` at the end keeps it
 * apart from a file that really has that name; a long one is cut and ends in a hash of its bytes.
 */
export const toReadableName = (bytes: Uint8Array): string => {
  const text = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
  if (text.length <= maxReadableLength) return `${text}/`
  return `${text.slice(0, maxReadableLength)}…${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}/`
}

/** Names of folders and a file as one path, `/` between them. */
export const toReadablePath = (names: readonly string[]): string => names.join('/').replace(/\/+$/, '')
