import { createHmac, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { Reader, Writer } from '../db/database.ts'
import { readSetting, saveSetting } from '../settings/setting.store.ts'
import { networkOf } from '../shares/network.ts'
import type { HistorySettings } from './history.types.ts'

const saltSetting = 'history.salt'
const saltSchema = v.strictObject({ day: v.string(), salt: v.string() })
type Salt = v.InferOutput<typeof saltSchema>

export const readSalt = async (db: Reader): Promise<Salt | null> => {
  const value = await readSetting(db, saltSetting)
  const stored = v.safeParse(saltSchema, value === null ? null : JSON.parse(value))
  return stored.success ? stored.output : null
}

/**
 * The salt of a day. Yesterday's is gone with it, and by then no digest can be traced back: there are few enough addresses of IPv4 to
 * try them all.
 */
export const saltOf = async (db: Writer, at: string): Promise<string> => {
  const day = at.slice(0, 10)
  const kept = await readSalt(db)
  if (kept !== null && kept.day >= day) return kept.salt
  const salt = randomBytes(32).toString('base64url')
  await saveSetting({ db, at }, saltSetting, JSON.stringify({ day, salt } satisfies Salt))
  return salt
}

/** What is kept of an address; `null`: nothing. */
export const keptAddress = (
  address: string | null,
  addresses: HistorySettings['addresses'],
  salt: string | null,
): string | null => {
  if (address === null || addresses === 'none') return null
  if (addresses === 'network') return networkOf(address)
  // Of the network beside it nothing is said: whoever has one address of IPv6 has many.
  return salt === null ? null : `#${createHmac('sha256', salt).update(address).digest('base64url').slice(0, 16)}`
}
