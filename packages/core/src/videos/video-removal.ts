import type { GalleryContext } from '../context.ts'
import { ownOwners } from '../hooks/own-owners.ts'
import { selectVideoHashes } from './video.store.ts'
import type { VideoFiles } from './video-files.ts'

/** A version goes with its photo: it is large, and made anew should the photo come back. */
export const removeVersionsOfDeleted = (
  { hooks, connections, dialect, log }: Pick<GalleryContext, 'hooks' | 'connections' | 'dialect' | 'log'>,
  files: VideoFiles,
): void => {
  hooks.on(
    'photo.deleted',
    async ({ photoIds }) => {
      for (const hash of await selectVideoHashes(connections.read, dialect, photoIds))
        await files
          .remove(hash)
          .catch((error: unknown) => log.warn('A converted video could not be removed', { contentHash: hash, error }))
    },
    { owner: ownOwners.videos },
  )
}
