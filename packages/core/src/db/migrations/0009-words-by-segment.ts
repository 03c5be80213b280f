import { sql } from 'kysely'
import type { MigrationStep, SchemaTools } from './step.ts'

const [oldName, newName] = ['photo_terms', 'photo_terms_by_segment'] as const

/** As `search/segments.ts` has it, and had it when this step was made. */
const photosPerSegment = 65_536

/** Words of photos are kept by segments of photos: those of new photos stand beside each other, see decision 0192. */
export const wordsBySegment: MigrationStep = {
  up: async (schema) => {
    const { db, index, table, dialect } = schema
    const { columns: c } = dialect
    await table('text_segments', (t) => t.column('segment', c.integer).primary('segment'))
    // DDL commits by itself on MySQL: it may have been interrupted anywhere.
    const isDone = (await dialect.columnsOf(db, oldName)).includes('segment')
    if (!isDone) {
      await table(newName as never, (t) =>
        t
          .column('segment', c.integer)
          .column('term_id', c.ref)
          .column('photo_id', c.ref)
          .onlyKey('segment', 'term_id', 'photo_id')
          // Words are never deleted: nothing has to be found by them alone.
          .references('photo_id', 'photos', 'cascade'),
      )
      if ((await dialect.columnsOf(db, oldName)).length > 0) await copy(schema)
      await sql`drop table if exists ${sql.table(oldName)}`.execute(db)
      await db.schema.alterTable(newName).renameTo(oldName).execute()
    }
    await index(oldName, ['photo_id'])
  },
}

const copy = async ({ db }: SchemaTools): Promise<void> => {
  const { last } = await db
    .selectFrom('photos')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  // `null` where there are no photos.
  for (let segment = 0; last !== null && segment * photosPerSegment <= Number(last); segment++) {
    const [from, to] = [segment * photosPerSegment, (segment + 1) * photosPerSegment]
    // What is there is of an attempt before this one.
    await sql`delete from ${sql.table(newName)} where segment = ${segment}`.execute(db)
    await sql`insert into ${sql.table(newName)} (segment, term_id, photo_id)
      select ${sql.lit(segment)}, term_id, photo_id from ${sql.table(oldName)}
      where photo_id >= ${from} and photo_id < ${to} order by term_id, photo_id`.execute(db)
    await db.insertInto('text_segments').ignore().values({ segment }).execute()
  }
}
