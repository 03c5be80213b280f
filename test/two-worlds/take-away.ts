import { sqlite } from '@vitrine/core'
import type { Writer } from '../../packages/core/src/db/database.ts'
import type { Secrets } from './worlds.ts'

/** Takes every row of what is private out of a database, and puts the counters to what they would be. */
export const takeAway = async (file: string, secrets: Secrets): Promise<void> => {
  const { write, close } = await sqlite({ file }).open()
  await write.transaction().execute(async (trx) => {
    const { albums, photos, tags } = secrets
    await trx.updateTable('albums').set({ cover_photo_id: null }).where('cover_photo_id', 'in', photos).execute()
    await trx.updateTable('albums').set({ parent_id: null }).where('id', 'in', albums).execute()
    await trx.deleteFrom('albums').where('id', 'in', albums).execute()
    await trx.deleteFrom('photo_terms').where('photo_id', 'in', photos).execute()
    await trx.deleteFrom('photos').where('id', 'in', photos).execute()
    await trx.deleteFrom('tags').where('name', 'in', tags).execute()
    await trx.deleteFrom('share_links').execute()
    await trx.deleteFrom('sessions').execute()
    await trx.deleteFrom('users').execute()
    await trx
      .deleteFrom('search_terms')
      .where('id', 'not in', (eb) => eb.selectFrom('photo_terms').select('term_id'))
      .execute()
    await trx.deleteFrom('changes').execute()
    await trx.deleteFrom('album_counts').execute()
    await trx
      .insertInto('album_counts')
      .columns(['album_id', 'level', 'photos'])
      .expression((eb) =>
        eb
          .selectFrom('album_photos')
          .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
          .where('photos.deleted_at', 'is', null)
          .select(['album_photos.album_id', 'photos.level'])
          .select((inner) => inner.fn.countAll<number>().as('photos'))
          .groupBy(['album_photos.album_id', 'photos.level']),
      )
      .execute()
    await closeRanks(trx)
  })
  await close()
}

/** Siblings stand at 0, 1, 2 … again. */
const closeRanks = async (trx: Writer): Promise<void> => {
  const rows = await trx.selectFrom('albums').select(['id', 'parent_id']).orderBy('position').orderBy('id').execute()
  const next = new Map<number | null, number>()
  for (const { id, parent_id } of rows) {
    const position = next.get(parent_id) ?? 0
    next.set(parent_id, position + 1)
    await trx.updateTable('albums').set({ position }).where('id', '=', id).execute()
  }
}
