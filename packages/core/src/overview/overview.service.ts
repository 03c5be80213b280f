import type { Actor } from '../access/actor.ts'
import type { Computed } from '../browse/computed.ts'
import type { PhotoSet } from '../browse/photo-set.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { countJobs } from '../jobs/job.store.ts'
import {
  countComments,
  countGroups,
  countRegistrations,
  countReviewsWaiting,
  countTags,
  countUsers,
} from './overview.store.ts'
import type { Overview, OverviewService } from './overview.types.ts'

type Files = NonNullable<Overview['files']>

export const createOverviewService = (
  gallery: GalleryContext,
  actor: Actor,
  { computed }: { readonly computed: Computed },
): OverviewService => ({
  read: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const db = gallery.connections.read
      const [tags, users, groups, comments, pending, reviews, registrations, jobs, files] = await Promise.all([
        countTags(db),
        countUsers(db),
        countGroups(db),
        countComments(db, 'shown'),
        countComments(db, 'pending'),
        countReviewsWaiting(db),
        countRegistrations(db),
        countJobs(db),
        readFiles(context, computed),
      ])
      return {
        albums: context.rights.tree.size,
        tags,
        users,
        groups,
        comments,
        files,
        waiting: { comments: pending, reviews, registrations, failedJobs: jobs.failed },
      }
    }),
})

/** Nobody waits for photos to be read into memory: a page of figures is there without them. */
const readFiles = async (context: CallContext, computed: Computed): Promise<Files | null> => {
  const { gallery, rights } = context
  const commit = rights.commit ?? (await gallery.access.versions()).commit
  if (!(await gallery.sets.current(commit))) return null
  const found = await computed.of<Files>(context, {}, ['overview'], (photos) => countFiles(photos))
  return found.get('overview') ?? null
}

/** Photos that are looked at in one run: a few milliseconds. */
const perRun = 50_000

function* countFiles({ catalogue, slots }: PhotoSet): Generator<void, Files, void> {
  const { codes, values } = catalogue.coded.media
  const photos = new Float64Array(values.length)
  const bytes = new Float64Array(values.length)
  let homeless = 0
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    const code = codes[slot] as number
    photos[code] = (photos[code] as number) + 1
    bytes[code] = (bytes[code] as number) + (catalogue.bytes[slot] as number)
    if (catalogue.albumsOf(slot).length === 0) homeless += 1
    if (i % perRun === perRun - 1) yield
  }
  const types = (['image', 'video', 'document'] as const).flatMap((type) => {
    const code = values.indexOf(type)
    const count = code < 0 ? 0 : (photos[code] as number)
    return count === 0 ? [] : [{ type, photos: count, bytes: bytes[code] as number }]
  })
  return { photos: slots.length, homeless, types }
}
