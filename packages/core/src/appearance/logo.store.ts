import type { Reader, Writer } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { SiteLogo } from './appearance.types.ts'

const keyOf = (digest: string): string => `site.logo.${digest}`

/** @throws {VitrineError} `STORAGE_NOT_FOUND` */
export const selectLogoPicture = async (db: Reader, digest: string): Promise<Buffer> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', keyOf(digest)).executeTakeFirst()
  if (!row) throw new VitrineError('STORAGE_NOT_FOUND')
  return Buffer.from(JSON.parse(row.value) as string, 'base64')
}

export const insertLogoPicture = async (
  db: Writer,
  { digest, png, at }: { readonly digest: string; readonly png: Buffer; readonly at: string },
): Promise<void> => {
  const value = JSON.stringify(png.toString('base64'))
  await db
    .insertInto('settings')
    .ignore()
    .values({ key: keyOf(digest), value, updated_at: at })
    .execute()
}

const digestsOf = (logo: SiteLogo | null): string[] =>
  [logo?.light, logo?.dark].flatMap((picture) => (picture ? [picture.digest] : []))

/** Those of the logo before that the one now does without. */
export const deleteLeftLogoPictures = async (
  db: Writer,
  before: SiteLogo | null,
  now: SiteLogo | null,
): Promise<void> => {
  const kept = digestsOf(now)
  const left = digestsOf(before).filter((digest) => !kept.includes(digest))
  if (left.length > 0) await db.deleteFrom('settings').where('key', 'in', left.map(keyOf)).execute()
}
