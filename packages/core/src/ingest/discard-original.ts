import type { GalleryContext } from '../context.ts'
import { takeTurn } from '../db/locks.ts'
import { isKeyNamed } from '../files/photo-file.store.ts'
import { hasOtherNote, type PlacingNote } from './placing-note.ts'

type Parts = Pick<GalleryContext, 'storage' | 'connections' | 'dialect' | 'options' | 'log'>

/**
 * Takes an original away that was placed for a photo that never came to be, unless a row names it or somebody else is placing the
 * same bytes: then it is theirs. Nobody can begin to name it meanwhile. Where it cannot be found out now, as while the storage is gone,
 * the note stays, and a later sweep asks again.
 *
 * The order counts: the original is looked for before the notes are. Whoever stores it anew after that look had found none before, and
 * so wrote its note before; whoever finds it there looks again while it holds the turn.
 *
 * @returns Whether it was found out, and the note is gone.
 */
export const discardOriginal = async (parts: Parts, note: PlacingNote): Promise<boolean> => {
  const { storage, connections, dialect, options, log } = parts
  const { key, sha256 } = note
  try {
    await connections.write.transaction().execute(async (db) => {
      await takeTurn(db, dialect, 'originals')
      const isThere = (await storage.stat(key)) !== undefined
      const isWanted =
        isThere &&
        ((await hasOtherNote(options.stagingFolder, note)) ||
          (await isKeyNamed(db, dialect, { storage_key: key, sha256 })))
      if (isThere && !isWanted) await storage.delete(key)
      await note.remove()
    })
    return true
  } catch (error) {
    log.debug('An original could not be discarded yet', { key, error })
    return false
  }
}
