import { selectCommentsForLetter } from '../comments/comment.store.ts'
import type { Reader } from '../db/database.ts'
import { type ToldComment, toQuoted } from './mail.letters.ts'
import type { CommentPiece } from './mail.queue.ts'

/** What a letter says of each comment: the last that happened to it, as it is by now. */
export const toToldComments = async (db: Reader, pieces: readonly CommentPiece[]): Promise<ToldComment[]> => {
  const kinds = new Map(pieces.map(({ id, kind }) => [id, kind]))
  const rows = await selectCommentsForLetter(db, [...kinds.keys()])
  const found = new Map(rows.map((row) => [row.id, row]))
  return [...kinds].flatMap(([id, kind]): ToldComment[] => {
    const row = found.get(id)
    const about = row && row.state !== 'removed' ? toQuoted(row) : null
    if (kind === 'removed') return [{ kind, about }]
    // Gone by now, or decided on.
    return about === null || (kind === 'pending' && row?.state !== 'pending') ? [] : [{ kind, about }]
  })
}
