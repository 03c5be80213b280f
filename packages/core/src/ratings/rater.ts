import { feedbackBit } from '../access/link-terms.ts'
import type { Rights } from '../access/rights.ts'
import type { Visitor } from '../access/visitor.ts'
import type { Reader } from '../db/database.ts'
import { readSetting } from '../settings/setting.store.ts'

export const ratingsSetting = 'ratings.enabled'

export const areRatingsOn = async (db: Reader): Promise<boolean> => (await readSetting(db, ratingsSetting)) === 'true'

/**
 * `null`: guests, whom nobody can tell from one another; users where ratings are off; links that do not allow them; and those whom a host
 * application knows, who are no users here.
 */
export const raterOf = ({ userId, linkId, terms }: Rights, isOn: boolean): Visitor | null => {
  if (userId !== null) return isOn ? { userId } : null
  return linkId !== null && terms !== null && (terms.feedback & feedbackBit.rate) !== 0 ? { linkId } : null
}
