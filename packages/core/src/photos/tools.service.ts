import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import type { Jobs } from '../jobs/job.types.ts'
import type { ToolStatus } from '../tools/tool.types.ts'
import { readSignature, renderingQueue } from './photo.rendering.ts'

/** Administrators only. */
export interface ToolsService {
  /** The programs that the gallery can use, and which of them are here. Looked up at the first question. */
  list(): Promise<readonly ToolStatus[]>
  /**
   * Looks for the programs anew. Where there are others than before, a job goes over the photos that were shown with an icon, and
   * marks those that pictures can be made of by now; see `jobs`.
   */
  refresh(): Promise<readonly ToolStatus[]>
}

export const createToolsService = (
  gallery: GalleryContext,
  actor: Actor,
  { jobs }: { jobs: Pick<Jobs, 'enqueue'> },
): ToolsService => ({
  list: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      return gallery.toolbox.list()
    }),
  refresh: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const statuses = await gallery.toolbox.refresh()
      const { mimeTypes, signature } = gallery.previews.describe(statuses)
      if (signature !== ((await readSignature(gallery)) ?? ''))
        await jobs.enqueue(renderingQueue, { mimeTypes, signature }, { uniqueKey: renderingQueue })
      return statuses
    }),
})
