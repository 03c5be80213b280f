import { recountAlbums } from '../checks/recount-albums.ts'
import { verifyGallery } from '../checks/verify-gallery.ts'
import type { Inspection } from './inspection.ts'

/** Whether the database holds together. Counters are counted anew; everything else is told. */
export const checkDatabase = async ({ gallery, options, findings }: Inspection): Promise<void> => {
  const before = await verifyGallery(gallery)
  const isMiscounted = before.some(({ id }) => id === 'albums.counts')
  if (options.repair && isMiscounted) await recountAlbums(gallery)
  const after = options.repair && isMiscounted ? await verifyGallery(gallery) : before
  for (const { id, message, count, examples } of before) {
    const isRepaired = !after.some((finding) => finding.id === id)
    findings.add({
      kind: 'database',
      what: id,
      photoIds: [],
      isRepaired,
      detail: `${message} ${count} in all, such as ${examples.slice(0, 3).join(', ')}. ${
        isRepaired
          ? 'Counted anew.'
          : id === 'albums.counts'
            ? 'A check with repair counts them anew.'
            : 'This should not happen: please report it.'
      }`,
    })
  }
}
