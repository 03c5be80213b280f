import { createHash } from 'node:crypto'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** As the original has it, but for its upper bound of 2^30 rounds: a row that was tampered with must not hold a processor for minutes. */
const [minRoundsLog2, maxRoundsLog2] = [7, 17]

/**
 * The portable hash of phpass, `$P$` or `$H$`: MD5 over the salt and the password, then 2^n times over the last hash and the password.
 *
 * @returns The hash of the password with the settings of `stored`; `null` where that is no such hash.
 * @see https://www.openwall.com/phpass/
 */
export const phpassHash = (password: string, stored: string): string | null => {
  if (!/^\$[PH]\$[./0-9A-Za-z]{31}$/.test(stored)) return null
  const roundsLog2 = alphabet.indexOf(stored.charAt(3))
  if (roundsLog2 < minRoundsLog2 || roundsLog2 > maxRoundsLog2) return null
  const secret = Buffer.from(password)
  const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest()
  let hash = md5(Buffer.from(stored.slice(4, 12)), secret)
  for (let round = 0; round < 2 ** roundsLog2; round++) hash = md5(hash, secret)
  return stored.slice(0, 12) + encode(hash)
}

/** Six bits at a time, the lowest first: not the order of base64. */
const encode = (bytes: Buffer): string => {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const group = bytes.subarray(index, index + 3)
    const value = group.reduce((sum, byte, place) => sum | (byte << (8 * place)), 0)
    for (let place = 0; place <= group.length; place++) text += alphabet.charAt((value >> (6 * place)) & 0x3f)
  }
  return text
}
