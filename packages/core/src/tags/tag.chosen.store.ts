import type { Reader } from '../db/database.ts'

const idsPerStatement = 500

/**
 * Of these tags, those that somebody put where they are: made in the list of tags, which asks for their place, or moved. A tag that came
 * with a file, or was written on a photo, has no place that anybody chose.
 */
export const selectChosenPlaces = async (db: Reader, ids: readonly number[]): Promise<Set<number>> => {
  const chosen = new Set<number>()
  for (let start = 0; start < ids.length; start += idsPerStatement) {
    const rows = await db
      .selectFrom('changes')
      .select('subject_id')
      .where('subject', '=', 'tag')
      .where('subject_id', 'in', ids.slice(start, start + idsPerStatement))
      .where((eb) =>
        eb.or([eb('action', '=', 'moved'), eb.and([eb('action', '=', 'created'), eb('after', 'is not', null)])]),
      )
      .execute()
    for (const { subject_id } of rows) chosen.add(subject_id)
  }
  return chosen
}
