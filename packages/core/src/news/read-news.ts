import { userActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { ActorGallery } from '../gallery.types.ts'
import type { MailPicture } from '../mail/mail.types.ts'
import { countNewByAlbum, countNewPhotos, type Span } from './new-photos.store.ts'
import type { NewsSettings } from './news.types.ts'

/** Of one letter. */
const maxAlbums = 20
/** Rendered for whatever shows letters: small, and of the one format that all of them know. */
const picture = { size: 'square', format: 'jpeg' } as const

export interface NewsPhoto {
  readonly id: number
  readonly title: string
  readonly albumIds: readonly number[]
  readonly widthPx: number
  readonly heightPx: number
  readonly picture: MailPicture
}

/** What is new to a member, as far as a letter tells it. */
export interface News {
  readonly count: number
  readonly comments: number
  readonly albums: readonly { readonly id: number; readonly name: string; readonly count: number }[]
  /** The newest first. */
  readonly photos: readonly NewsPhoto[]
}

/** Reads it with the member's own rights, at this moment; `null` where there is nothing, or the member may not come in. */
export const readNews = async (
  gallery: GalleryContext,
  { userId, ...span }: Span & { readonly userId: number },
  { settings, as }: { readonly settings: NewsSettings; readonly as: (actor: ActorGallery['actor']) => ActorGallery },
): Promise<News | null> => {
  const { connections, dialect } = gallery
  const { rights, denial } = await gallery.access.rightsOfTarget(userActor(userId))
  if (denial !== null) return null
  const count = await countNewPhotos(connections.read, dialect, rights, span)
  if (count === 0) return null
  const member = as(userActor(userId))
  const albums = await countNewByAlbum(connections.read, dialect, rights, { ...span, limit: maxAlbums })
  const { total } = await member.comments.list({ from: span.since, to: span.until, limit: 1 })
  const photos = settings.pictures ? await readPhotos(member, span, settings.maxPictures) : []
  return { count, comments: total ?? 0, albums, photos }
}

const readPhotos = async (member: ActorGallery, { since, until }: Span, limit: number): Promise<NewsPhoto[]> => {
  const { items } = await member.photos.list({ sort: '-addedAt', limit })
  const found: NewsPhoto[] = []
  for (const { id, title, fileName, addedAt, albumIds, derivatives } of items) {
    if (addedAt < since || addedAt >= until || derivatives[picture.size] === undefined) continue
    // A picture that cannot be made leaves its place empty, not the letter unwritten.
    const made = await member.derivatives.open(id, picture).catch(() => null)
    if (!made) continue
    const { bytes, mimeType, widthPx, heightPx } = made
    found.push({
      id,
      title: title ?? fileName,
      albumIds,
      widthPx,
      heightPx,
      picture: { cid: `photo-${id}@vitrine`, mimeType, bytes },
    })
  }
  return found
}
