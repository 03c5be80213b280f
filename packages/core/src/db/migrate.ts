import { type Kysely, type Migration, Migrator } from 'kysely'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Database } from './database.ts'
import type { DialectSupport } from './dialect.ts'
import { initial } from './migrations/0001-initial.ts'
import { albumsRightsQueries } from './migrations/0002-albums-rights-queries.ts'
import { media } from './migrations/0003-media.ts'
import { ingest } from './migrations/0004-ingest.ts'
import { filesOfPhotos } from './migrations/0005-files-of-photos.ts'
import { tables } from './migrations/0007-tables.ts'
import { storageChecks } from './migrations/0008-storage-checks.ts'
import { wordsBySegment } from './migrations/0009-words-by-segment.ts'
import { formatsOfFolders } from './migrations/0010-formats-of-folders.ts'
import { fewerIndexes } from './migrations/0011-fewer-indexes.ts'
import { waysIn } from './migrations/0013-ways-in.ts'
import { webhooks } from './migrations/0015-webhooks.ts'
import { accounts } from './migrations/0016-accounts.ts'
import { linksAndReviews } from './migrations/0017-links-and-reviews.ts'
import { secondFactors } from './migrations/0018-second-factors.ts'
import { passkeys } from './migrations/0019-passkeys.ts'
import { identities } from './migrations/0020-identities.ts'
import { favouritesAndRatings } from './migrations/0021-favourites-and-ratings.ts'
import { limitsOfLinks } from './migrations/0022-limits-of-links.ts'
import { comments } from './migrations/0023-comments.ts'
import { languages } from './migrations/0024-languages.ts'
import { themes } from './migrations/0026-themes.ts'
import { visits } from './migrations/0027-visits.ts'
import { batches } from './migrations/0028-batches.ts'
import { news } from './migrations/0029-news.ts'
import { translations } from './migrations/0030-translations.ts'
import { turnsOfDigests } from './migrations/0031-turns-of-digests.ts'
import { type MigrationStep, schemaTools } from './migrations/step.ts'

/** Ordered and append-only; imported, so that the library embeds and bundles without a folder on disk. */
const steps: Readonly<Record<string, MigrationStep>> = {
  '0001-initial': initial,
  '0002-albums-rights-queries': albumsRightsQueries,
  '0003-media': media,
  '0004-ingest': ingest,
  '0005-files-of-photos': filesOfPhotos,
  '0007-tables': tables,
  '0008-storage-checks': storageChecks,
  '0009-words-by-segment': wordsBySegment,
  '0010-formats-of-folders': formatsOfFolders,
  '0011-fewer-indexes': fewerIndexes,
  '0013-ways-in': waysIn,
  '0015-webhooks': webhooks,
  '0016-accounts': accounts,
  '0017-links-and-reviews': linksAndReviews,
  '0018-second-factors': secondFactors,
  '0019-passkeys': passkeys,
  '0020-identities': identities,
  '0021-favourites-and-ratings': favouritesAndRatings,
  '0022-limits-of-links': limitsOfLinks,
  '0023-comments': comments,
  '0024-languages': languages,
  '0026-themes': themes,
  '0027-visits': visits,
  '0028-batches': batches,
  '0029-news': news,
  '0030-translations': translations,
  '0031-turns-of-digests': turnsOfDigests,
}

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others wait.
 *
 * @throws {VitrineError} `DATABASE_TOO_NEW` where the database knows steps that this version does not; `MIGRATION_FAILED`.
 */
export const migrate = async (db: Kysely<Database>, dialect: DialectSupport): Promise<void> => {
  const migrations: Record<string, Migration> = Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      { up: (connection: Kysely<Database>) => step.up(schemaTools(connection, dialect)) },
    ]),
  )
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'schema_steps',
    migrationLockTableName: 'schema_lock',
  })
  // Asked first: Kysely's own answer to an unknown step is an error without a code.
  const done = await executedSteps(db, dialect)
  if (done.some((name) => !(name in steps))) throw new VitrineError('DATABASE_TOO_NEW')
  if (done.length === Object.keys(steps).length) return

  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const step = results?.find((result) => result.status === 'Error')?.migrationName ?? 'start'
    throw new VitrineError('MIGRATION_FAILED', { details: { step }, cause: error })
  }
}

const executedSteps = async (db: Kysely<Database>, dialect: DialectSupport): Promise<string[]> => {
  if ((await dialect.columnsOf(db, 'schema_steps')).length === 0) return []
  const ledger = db.withTables<{ schema_steps: { name: string } }>()
  return (await ledger.selectFrom('schema_steps').select('name').execute()).map((row) => row.name)
}
