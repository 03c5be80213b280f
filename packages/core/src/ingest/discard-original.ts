import type { GalleryContext } from '../context.ts'
import { takeTurn } from '../db/locks.ts'
import { isOriginalNamed } from '../photos/original-names.store.ts'
import { hasOtherNote, type PlacingNote } from './placing-note.ts'

export type OriginalParts = Pick<GalleryContext, 'storage' | 'connections' | 'dialect' | 'options' | 'log'>

/**
 * Takes an original away that was placed for a photo that never came to be, unless a row names it or somebody else is placing the
 * same bytes: then it is theirs. Nobody can begin to name it meanwhile. Where it cannot be found out now, the note stays, and a later
 * sweep asks again.
 *
 * The order counts: the original is looked for before the notes are. Whoever stores it anew after that look had found none before, and
 * so wrote its note before; whoever finds it there looks again while it holds the turn.
 */
export const discardOriginal = async (parts: OriginalParts, key: string, note: PlacingNote): Promise<void> => {
  const { storage, connections, dialect, options, log } = parts
  try {
    await connections.write.transaction().execute(async (db) => {
      await takeTurn(db, dialect, 'originals')
      const isThere = (await storage.stat(key)) !== undefined
      const isWanted =
        isThere && ((await hasOtherNote(options.stagingFolder, key, note)) || (await isOriginalNamed(db, dialect, key)))
      if (isThere && !isWanted) await storage.delete(key)
      await note.remove()
    })
  } catch (error) {
    log.debug('An original could not be discarded yet', { key, error })
  }
}
