import type { Reader } from '../db/database.ts'
import { type Check, toFinding } from './finding.ts'

const principals = { user: 'users', group: 'groups', link: 'share_links' } as const

const selectDangling = async (db: Reader, type: keyof typeof principals): Promise<number[]> => {
  const rows = await db
    .selectFrom('album_grants')
    .select('album_grants.id')
    .where('principal_type', '=', type)
    .where(({ not, eb }) =>
      not(eb('principal_id', 'in', (inner) => inner.selectFrom(principals[type]).select(`${principals[type]}.id`))),
    )
    .execute()
  return rows.map((row) => row.id)
}

const belongToSomebody: Check = async (db) => {
  const found = await Promise.all([selectDangling(db, 'user'), selectDangling(db, 'group'), selectDangling(db, 'link')])
  return toFinding('grants.dangling', 'Grants to users, groups or links that do not exist.', found.flat())
}

export const grantChecks: readonly Check[] = [belongToSomebody]
