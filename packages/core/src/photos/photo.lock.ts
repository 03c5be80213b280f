import type { Unit } from '../transaction.ts'
import type { PhotoRow } from './photo.table.ts'

/** All there is of photos, those in the trash too, in the order of their ids: as they are until the transaction ends. */
export const lockPhotos = ({ db, dialect }: Unit, ids: readonly number[]): Promise<PhotoRow[]> => {
  let select = db.selectFrom('photos').selectAll().where('id', 'in', dialect.idValues(ids)).orderBy('id')
  if (dialect.forUpdate) select = select.modifyEnd(dialect.forUpdate)
  return select.execute()
}
