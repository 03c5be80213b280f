import type { Reader, Writer } from '../db/database.ts'

/** What may have been kept of a file that was sent before: with other settings, something else each time. */
const maxKept = 20

/** Hashes of what is kept of a file, where it was made smaller when it came in. */
export const selectKeptOf = async (db: Reader, sentSha256: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('scaled_uploads')
    .select('kept_sha256')
    .where('sent_sha256', '=', sentSha256)
    .limit(maxKept)
    .execute()
  return rows.map(({ kept_sha256 }) => kept_sha256)
}

export const insertScaled = async (db: Writer, sentSha256: string, keptSha256: string): Promise<void> => {
  await db.insertInto('scaled_uploads').ignore().values({ sent_sha256: sentSha256, kept_sha256: keptSha256 }).execute()
}
