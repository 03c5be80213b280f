import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { VitrineError } from '../errors/vitrine-error.ts'
import { verifyOldHash } from './old-hashes.ts'

/** Cost of scrypt. Default N = 2^14, r = 8, p = 5: 16 MiB and about a third of a second (OWASP Password Storage Cheat Sheet). */
export interface PasswordCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export const defaultPasswordCost: PasswordCost = { N: 2 ** 14, r: 8, p: 5 }

export interface PasswordHasher {
  /** `scrypt$N$r$p$salt$hash`, base64url: whoever verifies needs nothing else. */
  hash(password: string): Promise<string>
  /**
   * Takes hashes of other programs too (MD5, phpass, bcrypt), as imports bring them.
   *
   * With `null` for the stored hash it takes as long and says no: who exists must not show in the time it takes.
   */
  verify(password: string, stored: string | null): Promise<boolean>
  /** Whether a stored hash was made at another cost, or by another program, and should be renewed at the next sign-in. */
  isOutdated(stored: string): boolean
}

const saltBytes = 16
const hashBytes = 32
/** Hashes computed at once; the rest wait their turn, so that a flood of sign-ins has bounded memory. */
const maxConcurrent = 2
const maxWaiting = 64

export const createPasswordHasher = (cost: PasswordCost = defaultPasswordCost): PasswordHasher => {
  let running = 0
  const waiting: (() => void)[] = []

  const derive = async (password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> => {
    if (running >= maxConcurrent) {
      if (waiting.length >= maxWaiting) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: 5 } })
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    running += 1
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        // NFKC: the same password typed on another keyboard. Node refuses costs above maxmem.
        scrypt(password.normalize('NFKC'), salt, hashBytes, { N, r, p, maxmem: 256 * N * r + 2 ** 20 }, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      })
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }

  const decoySalt = randomBytes(saltBytes)

  return {
    hash: async (password) => {
      const salt = randomBytes(saltBytes)
      const key = await derive(password, salt, cost)
      return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
    },
    verify: async (password, stored) => {
      const parsed = stored === null ? null : parse(stored)
      if (!parsed) {
        // As long for hashes of other programs as for ours: which kind somebody has must not show either.
        await derive(password, decoySalt, cost)
        return stored !== null && (await verifyOldHash(password, stored)) === true
      }
      const key = await derive(password, parsed.salt, parsed.cost)
      return key.length === parsed.key.length && timingSafeEqual(key, parsed.key)
    },
    isOutdated: (stored) => {
      const parsed = parse(stored)
      return !parsed || parsed.cost.N !== cost.N || parsed.cost.r !== cost.r || parsed.cost.p !== cost.p
    },
  }
}

const parse = (stored: string): { cost: PasswordCost; salt: Buffer; key: Buffer } | null => {
  const [scheme, N, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return null
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  // A row that was tampered with must not be able to ask for gigabytes.
  if (!Object.values(cost).every((n) => Number.isInteger(n) && n > 0) || cost.N > 2 ** 20 || cost.r > 32 || cost.p > 16)
    return null
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') }
}
