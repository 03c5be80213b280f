import type { Reader, Writer } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'

/** Small pictures in the table of settings, so that every node and every backup has them: what their keys begin with. */
export const pictureKinds = { watermark: 'watermark.picture.', logo: 'site.logo.' } as const
export type PictureKind = keyof typeof pictureKinds

const keyOf = (kind: PictureKind, digest: string): string => `${pictureKinds[kind]}${digest}`

/** @throws {VitrineError} `STORAGE_NOT_FOUND` */
export const selectPicture = async (db: Reader, kind: PictureKind, digest: string): Promise<Buffer> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', keyOf(kind, digest)).executeTakeFirst()
  if (!row) throw new VitrineError('STORAGE_NOT_FOUND')
  return Buffer.from(JSON.parse(row.value) as string, 'base64')
}

/** Digests of those that are there. */
export const selectPictures = async (db: Reader, kind: PictureKind): Promise<Set<string>> => {
  const prefix = pictureKinds[kind]
  const rows = await db.selectFrom('settings').select('key').where('key', 'like', `${prefix}%`).execute()
  return new Set(rows.map(({ key }) => key.slice(prefix.length)))
}

export const insertPicture = async (
  db: Writer,
  kind: PictureKind,
  { digest, png, at }: { readonly digest: string; readonly png: Buffer; readonly at: string },
): Promise<void> => {
  const value = JSON.stringify(png.toString('base64'))
  await db
    .insertInto('settings')
    .ignore()
    .values({ key: keyOf(kind, digest), value, updated_at: at })
    .execute()
}

export const deletePictures = async (db: Writer, kind: PictureKind, digests: readonly string[]): Promise<void> => {
  const keys = digests.map((digest) => keyOf(kind, digest))
  if (keys.length > 0) await db.deleteFrom('settings').where('key', 'in', keys).execute()
}
