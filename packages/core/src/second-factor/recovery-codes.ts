import { createHash, randomBytes } from 'node:crypto'

export const recoveryCodeCount = 10
/** Without those that look like others: 0 and O, 1 and I and L, U and V. 29 letters and digits, 4.9 bits each. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const codeLength = 16

/** `ABCD-EFGH-JKMN-PQRS`: 77 bits, so that a hash without salt is enough. */
export const createRecoveryCode = (): string => {
  let code = ''
  while (code.length < codeLength) {
    // Bytes beyond the largest multiple would make some letters likelier than others.
    for (const byte of randomBytes(codeLength))
      if (byte < 256 - (256 % alphabet.length) && code.length < codeLength) code += alphabet[byte % alphabet.length]
  }
  return (code.match(/.{4}/g) as string[]).join('-')
}

/** As it is compared: however somebody types it. `null` where it is no such code. */
export const normaliseRecoveryCode = (text: string): string | null => {
  const code = text.toUpperCase().replace(/[\s-]/g, '')
  return code.length === codeLength && /^[0-9A-Z]+$/.test(code) ? code : null
}

/** What the database keeps of a code: of whom it is goes in, so that the same code of two users is not the same there. */
export const hashRecoveryCode = (normalised: string, userId: number): string =>
  createHash('sha256').update(`recovery:${userId}:${normalised}`).digest('hex')
