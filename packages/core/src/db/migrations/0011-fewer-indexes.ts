import { sql } from 'kysely'
import type { MigrationStep, SchemaTools } from './step.ts'

/** Indexes that every new photo paid for, and that nothing needs: see decision 0194. */
export const fewerIndexes: MigrationStep = {
  up: async (schema) => {
    // Another begins with the same column.
    await schema.withoutIndex('photos', ['file_name'])
    await wordsByKeyAlone(schema)
  },
}

/** What a foreign key was looked up by: photos are never taken from the table, and what words they had follows from their texts. */
const wordsByKeyAlone = async (schema: SchemaTools): Promise<void> => {
  const { db, dialect, table, withoutIndex } = schema
  if (dialect.dropForeignKeys) {
    await dialect.dropForeignKeys(db, 'photo_terms')
    await withoutIndex('photo_terms', ['photo_id'])
    return
  }
  // SQLite, which has one transaction around all of it.
  const { columns: c } = dialect
  await table('photo_terms_by_key' as never, (t) =>
    t
      .column('segment', c.integer)
      .column('term_id', c.ref)
      .column('photo_id', c.ref)
      .onlyKey('segment', 'term_id', 'photo_id'),
  )
  await sql`insert into photo_terms_by_key (segment, term_id, photo_id)
    select segment, term_id, photo_id from photo_terms order by segment, term_id, photo_id`.execute(db)
  await db.schema.dropTable('photo_terms').execute()
  await db.schema.alterTable('photo_terms_by_key').renameTo('photo_terms').execute()
}
