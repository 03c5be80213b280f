import { fromBits, isLevel } from '../access/capabilities.ts'
import { fromFeedbackBits } from '../access/link-terms.ts'
import { managesEverything, type Rights, sees } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { countPhotosOfLinks, type LinkGrantRow, selectGrantsOfLinks } from './share.store.ts'
import type { ShareLink } from './share.types.ts'
import type { ShareLinkRow } from './share-link.table.ts'

/** Links as somebody sees them who may: two more statements for a whole page. */
export const toLinks = async (
  { db, dialect, rights }: { db: Reader; dialect: DialectSupport; rights: Rights },
  rows: readonly ShareLinkRow[],
): Promise<ShareLink[]> => {
  const ids = rows.map((row) => row.id)
  const ofPhotos = rows.filter((row) => row.photo_bits !== null && row.query === null).map((row) => row.id)
  const [grants, counts] = await Promise.all([
    selectGrantsOfLinks(db, dialect, ids),
    countPhotosOfLinks(db, dialect, ofPhotos),
  ])
  return rows.map((row) => toLink(row, { rights, grants, photos: counts.get(row.id) ?? 0 }))
}

export const isOwn = (rights: Rights, row: Pick<ShareLinkRow, 'created_by'>): boolean =>
  managesEverything(rights) || (rights.userId !== null && row.created_by === rights.userId)

const toLink = (
  row: ShareLinkRow,
  { rights, grants, photos }: { rights: Rights; grants: readonly LinkGrantRow[]; photos: number },
): ShareLink => ({
  id: row.id,
  name: row.name,
  recipient: row.recipient,
  level: isLevel(row.level) ? row.level : 0,
  // What the one who asks does not see (any more) is not named to it.
  grants: grants
    .filter((grant) => grant.principal_id === row.id && sees(rights, grant.album_id))
    .map((grant) => ({ albumId: grant.album_id, capabilities: fromBits(grant.capabilities) })),
  withBelow: row.with_below !== 0,
  photos:
    row.photo_bits === null
      ? null
      : {
          count: row.query === null ? photos : null,
          query: row.query,
          capabilities: fromBits(row.photo_bits),
        },
  maxSize: row.max_size,
  watermarkText: row.watermark_text,
  feedback: fromFeedbackBits(row.feedback_bits),
  hasPassword: row.password_hash !== null,
  maxUses: row.max_uses,
  uses: row.uses,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  createdBy: row.created_by,
  createdAt: row.created_at,
})
