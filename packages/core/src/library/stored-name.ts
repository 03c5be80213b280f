/**
 * Names on disk as the database keeps them: exactly, with a `/` at the end, which no name can hold. Without it MySQL would take
 * `a` and `a ` for the same name, since its usual collations ignore blanks at the end.
 */
export const toStoredName = (name: string): string => `${name}/`
export const fromStoredName = (stored: string): string => (stored.endsWith('/') ? stored.slice(0, -1) : stored)

/** Bytes of a name that is not valid UTF-8, for a person to read: what is not text becomes `\xNN`. */
export const toReadableName = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
