import type { MigrationStep, SchemaTools } from './step.ts'

/** Files of a photo beside its original. */
export const filesOfPhotos: MigrationStep = {
  up: async (schema) => {
    await photoFiles(schema)
    await names(schema)
  },
}

const photoFiles = async ({ table, column, index, digestIndex, dialect: { columns: c } }: SchemaTools) => {
  await table('photo_files', (t) =>
    t
      .column('id', c.id)
      .column('photo_id', c.ref)
      .column('role', c.ascii(16))
      .column('number', c.integer, { default: 0 })
      .column('storage_key', c.ascii(191))
      .column('file_name', c.text(255))
      .column('mime_type', c.ascii(100))
      .column('bytes', c.bigint)
      .column('sha256', c.ascii(64))
      .column('md5', c.ascii(32), { null: true })
      .column('width_px', c.integer, { null: true })
      .column('height_px', c.integer, { null: true })
      .column('orientation', c.integer, { default: 1 })
      .column('added_at', c.instant)
      .column('added_by', c.ref, { null: true })
      .references('photo_id', 'photos', 'cascade')
      .references('added_by', 'users', 'set null'),
  )
  await index('photo_files', ['photo_id', 'role', 'number'])
  await index('photo_files', ['added_by'])
  await digestIndex('photo_files', 'sha256')
  await table('released_originals', (t) =>
    t
      .column('storage_key', c.ascii(191))
      .column('sha256', c.ascii(64))
      .column('released_at', c.instant)
      .primary('storage_key'),
  )
  await index('released_originals', ['released_at'])
  await table('scaled_uploads', (t) =>
    t.column('sent_sha256', c.ascii(64)).column('kept_sha256', c.ascii(64)).onlyKey('sent_sha256', 'kept_sha256'),
  )
  await column('photos', 'representative', c.longText, { null: true })
  await column('photos', 'format_count', c.integer, { default: 0 })
}

/** The name that a photo came in with, and what it shares with other files of the same picture. */
const names = async ({ column, index, db, dialect: { columns: c } }: SchemaTools) => {
  await column('photos', 'source_file_name', c.text(255), { default: '' })
  await column('photos', 'base_key', c.text(100), { default: '' })
  await index('photos', ['base_key'])
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('photos')
      .select(['id', 'file_name'])
      .where('id', '>', after)
      .where('source_file_name', '=', '')
      .orderBy('id')
      .limit(500)
      .execute()
    for (const { id, file_name } of rows)
      await db
        .updateTable('photos')
        .set({ source_file_name: file_name, base_key: toBaseKey(file_name) })
        .where('id', '=', id)
        .execute()
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

// Written out and not imported: what this step does must never change, whatever becomes of the code.
const toBaseKey = (name: string): string => {
  const dot = name.lastIndexOf('.')
  const base = dot > 0 ? name.slice(0, dot) : name
  return [...base.normalize('NFC').toLowerCase()].slice(0, 90).join('').slice(0, 100).toWellFormed()
}
