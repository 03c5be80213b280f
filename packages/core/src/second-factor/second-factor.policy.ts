import { capabilityBit, type RoleKey } from '../access/capabilities.ts'
import type { Reader } from '../db/database.ts'
import { readSetting } from '../settings/setting.store.ts'
import { type SecondFactorRule, secondFactorRules } from './second-factor.types.ts'

/** A user, as far as rules are about it. */
interface Asked {
  readonly role_key: RoleKey | null
  /** Bits of capabilities. */
  readonly everywhere: number
}

export const secondFactorSetting = 'sessions.second_factor'

/** @param stored - JSON, as the setting has it. Where it cannot be read, everybody: that is the safe side. */
export const toRule = (stored: string | null): SecondFactorRule => {
  if (stored === null) return 'nobody'
  return secondFactorRules.find((rule) => JSON.stringify(rule) === stored) ?? 'everybody'
}

export const readRule = async (db: Reader): Promise<SecondFactorRule> =>
  toRule(await readSetting(db, secondFactorSetting))

/** Whether a session that was opened by a password alone is not enough: the rule may have come after it, or the role it is about. */
export const lacksSecondFactor = (
  session: Asked & {
    readonly second_factor: 0 | 1
    readonly second_factor_rule: string | null
  },
): boolean => session.second_factor === 0 && isAskedFor(toRule(session.second_factor_rule), session)

/** Whether a user needs one. Several people share a generic account: no phone is with all of them. */
export const isAskedFor = (rule: SecondFactorRule, user: Asked): boolean =>
  user.role_key !== 'generic' &&
  (rule === 'everybody' || (rule === 'administrators' && (user.everywhere & capabilityBit.manage) !== 0))
