import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Unit } from '../transaction.ts'

/** Links of one statement: some ten milliseconds, in which this process does nothing else where the database lives in it. */
const linksPerStatement = 2_000

/** Photos of a tag, a stretch of ids at a time. Others in this process get their turn in between. */
async function* stretches({ db }: Unit, tagId: number): AsyncGenerator<{ ids: number[]; first: number; last: number }> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('photo_tags')
      .select('photo_id')
      .where('tag_id', '=', tagId)
      .where('photo_id', '>', after)
      .orderBy('photo_id')
      .limit(linksPerStatement)
      .execute()
    const first = rows[0]?.photo_id
    const last = rows.at(-1)?.photo_id
    if (first === undefined || last === undefined) return
    yield { ids: rows.map((row) => row.photo_id), first, last }
    await nextTurn()
    after = last
  }
}

/** In the order of their ids, those in the trash too. */
export const selectPhotosWith = async (unit: Unit, tagId: number): Promise<number[]> => {
  const photoIds: number[] = []
  for await (const { ids } of stretches(unit, tagId)) for (const id of ids) photoIds.push(id)
  return photoIds
}

/** Gives the photos of one tag another one as well. */
export const copyLinks = async (unit: Unit, from: number, into: number): Promise<void> => {
  for await (const { first, last } of stretches(unit, from)) {
    await unit.db
      .insertInto('photo_tags')
      .ignore()
      .columns(['photo_id', 'tag_id'])
      .expression((eb) =>
        eb
          .selectFrom('photo_tags')
          .select(['photo_id', eb.val(into).as('tag_id')])
          .where('tag_id', '=', from)
          .where('photo_id', '>=', first)
          .where('photo_id', '<=', last),
      )
      .execute()
  }
}

/** @returns The photos that had it. */
export const deleteLinks = async (unit: Unit, tagId: number): Promise<number[]> => {
  const photoIds: number[] = []
  for await (const { ids, first, last } of stretches(unit, tagId)) {
    await unit.db
      .deleteFrom('photo_tags')
      .where('tag_id', '=', tagId)
      .where('photo_id', '>=', first)
      .where('photo_id', '<=', last)
      .execute()
    for (const id of ids) photoIds.push(id)
  }
  return photoIds
}
