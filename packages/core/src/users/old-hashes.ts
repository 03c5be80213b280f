import { createHash, timingSafeEqual } from 'node:crypto'
import { compare } from 'bcryptjs'
import { phpassHash } from './phpass.ts'

/** Costs of bcrypt beyond this would hold the process for seconds. */
const maxBcryptCost = 14

const bcryptCost = (stored: string): number | null => {
  const match = /^\$2[aby]\$(\d\d)\$[./0-9A-Za-z]{53}$/.exec(stored)
  return match ? Number(match[1]) : null
}

const equals = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Whether the password is the one of a hash that another program made: MD5 as 32 hexadecimal digits, phpass (`$P$`, `$H$`), bcrypt
 * (`$2a$`, `$2b$`, `$2y$`). They come with imports and are replaced at the first sign-in: none of them is made here.
 *
 * @returns `null` where it is a hash of none of these kinds.
 */
export const verifyOldHash = async (password: string, stored: string): Promise<boolean | null> => {
  if (/^[0-9a-f]{32}$/i.test(stored))
    return equals(createHash('md5').update(password).digest('hex'), stored.toLowerCase())
  const cost = bcryptCost(stored)
  if (cost !== null) return cost >= 4 && cost <= maxBcryptCost && compare(password, stored)
  const phpass = phpassHash(password, stored)
  return phpass === null ? null : equals(phpass, stored)
}
