import { capabilityBit } from '../access/capabilities.ts'
import { visiblePhotos } from '../access/predicate.ts'
import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { selectKeptOf } from '../ingest/scaled-upload.store.ts'
import { selectAlbumsOf } from '../photos/photo.store.ts'
import { photoBits } from '../photos/photo.views.ts'
import { selectNamesake, selectTwins } from './duplicate.store.ts'
import type { DuplicatePolicy } from './duplicate.types.ts'

/** What is known of a file that comes. */
export interface Newcomer {
  readonly albumId: number
  readonly fileName: string
  readonly sha256: string
}

/** The photo that the policy takes for the same; `null` where there is none for this actor: what it may not see is not there. */
export const findDuplicate = async (
  context: CallContext,
  db: Reader,
  policy: DuplicatePolicy,
  newcomer: Newcomer,
): Promise<number | null> => {
  if (policy.action === 'keep') return null
  if (policy.by === 'name') return findNamesake(context, db, newcomer)
  return policy.action === 'link' ? findLinkable(context, db, newcomer) : findTwin(context, db, newcomer)
}

/** The oldest photo of the album with the same file name. */
export const findNamesake = async (
  { gallery, rights }: CallContext,
  db: Reader,
  { albumId, fileName }: Pick<Newcomer, 'albumId' | 'fileName'>,
): Promise<number | null> => {
  const namesake = await selectNamesake(db, visiblePhotos(rights, gallery.dialect), { albumId, fileName })
  return namesake?.id ?? null
}

const twinsOf = async ({ gallery, rights }: CallContext, db: Reader, sha256: string) => {
  // What is kept of a file may be smaller than what was sent.
  const digests = [sha256, ...(await selectKeptOf(db, sha256))]
  return selectTwins(db, gallery.dialect, visiblePhotos(rights, gallery.dialect), digests)
}

/** The oldest photo of ours with the same bytes. */
const findTwin = async (context: CallContext, db: Reader, { sha256 }: Newcomer): Promise<number | null> =>
  (await twinsOf(context, db, sha256))[0]?.id ?? null

/**
 * A photo of ours with the same bytes that this actor may put into the album. One that it may only look at stays out of an album where
 * it may do more: the upload becomes a photo of its own, exactly as if the other were not there.
 */
const findLinkable = async (
  context: CallContext,
  db: Reader,
  { sha256, albumId }: Newcomer,
): Promise<number | null> => {
  const { gallery, rights } = context
  const twins = await twinsOf(context, db, sha256)
  const links = await selectAlbumsOf(
    db,
    gallery.dialect,
    twins.map((twin) => twin.id),
  )
  for (const { id, added_by } of twins) {
    const albumIds = links.filter((link) => link.photo_id === id).map((link) => link.album_id)
    const seen = albumIds.filter((album) => sees(rights, album))
    const isOwn = added_by !== null && added_by === rights.userId
    const mayOrganise = (photoBits(context, seen) & capabilityBit.organise) !== 0
    if (isOwn || mayOrganise || albumIds.includes(albumId)) return id
  }
  return null
}
