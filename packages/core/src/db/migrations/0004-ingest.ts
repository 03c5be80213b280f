import type { MigrationStep, SchemaTools } from './step.ts'

/** What a duplicate is found by, and what keeps an original from being taken away while a photo of it is recorded. */
export const ingest: MigrationStep = {
  up: async (schema) => {
    await schema.index('photos', ['file_name'])
    await lockOfOriginals(schema)
  },
}

const lockOfOriginals = async ({ db }: SchemaTools) => {
  const name = 'originals'
  const present = await db.selectFrom('locks').select('name').where('name', '=', name).executeTakeFirst()
  if (!present) await db.insertInto('locks').values({ name }).execute()
}
