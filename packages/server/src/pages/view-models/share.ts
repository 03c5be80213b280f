import type { Album, ShareLink, ShareVisit } from '@vitrine/core'
import type { AccountNav } from './account/nav.ts'
import type { CommentRowView } from './admin/comments.ts'
import { type Managed, toManageNav } from './admin/manage.ts'
import type { CrumbView } from './album.ts'
import type { FormView } from './form-page.ts'
import type { PhotoCardView } from './photo-card.ts'
import { type QrView, toQrView } from './qr.ts'
import type { ViewContext } from './view-context.ts'

/** One link in a list. */
export interface LinkRowView {
  readonly id: number
  readonly name: string
  readonly recipient: string | null
  readonly opens: readonly { readonly name: string; readonly url: string | null }[]
  readonly withBelow: boolean
  readonly state: string
  readonly isOpen: boolean
  readonly until: string | null
  readonly hasPassword: boolean
  readonly uses: string
  readonly last: string | null
  readonly url: string
  /** `null`: it has ended. */
  readonly revoke: string | null
}

export interface LinkListView {
  readonly rows: readonly LinkRowView[]
  readonly csrfToken: string | null
  /** Where revoking leads back to. */
  readonly returnTo: string
}

/** `ShareView@1`: makes a link to an album, photos or a query. */
export interface ShareView {
  readonly title: string
  /** What such a link shows, where that is not plain. */
  readonly lead: string | null
  readonly breadcrumbs: readonly CrumbView[]
  readonly notice: string | null
  /** The link that was just made. */
  readonly made: {
    readonly name: string
    readonly url: string
    /** Begins a letter with it in the visitor's own program. */
    readonly mailUrl: string
    readonly qr: QrView
  } | null
  readonly form: FormView
  /** To choose from, in place of the album. */
  readonly photos: {
    readonly cards: readonly PhotoCardView[]
    readonly note: string | null
    readonly error: string | null
    readonly picked: ReadonlySet<number>
  } | null
  /** From the album to its photos, or back. */
  readonly other: { readonly url: string; readonly label: string } | null
  /** Links to the album; `null` for photos. */
  readonly list: LinkListView | null
  readonly revokeAll: { readonly action: string; readonly album: number } | null
}

/** `LinksView@1` */
export interface LinksView {
  /** For administrators, who see all links. */
  readonly nav: Managed['nav'] | null
  readonly accountNav: AccountNav
  readonly title: string
  readonly lead: string
  readonly notice: string | null
  readonly list: LinkListView
  /** Ends all of the list; `null`: none is open. */
  readonly revokeAll: { readonly action: string; readonly text: string } | null
  readonly olderUrl: string | null
}

/** `LinkView@1`: one link, what may be changed of it, and its visits. */
export interface LinkView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly notice: string | null
  readonly made: string
  readonly list: LinkListView
  /** `null`: it has ended. */
  readonly form: FormView | null
  /** What was chosen by it; `null`: nothing can be, and nothing was. */
  readonly chosen: { readonly cards: readonly PhotoCardView[]; readonly note: string | null } | null
  /** What was rated by it; `null`: nothing. */
  readonly rated: {
    readonly rows: readonly {
      readonly title: string
      readonly url: string
      readonly stars: number
      readonly label: string
    }[]
    readonly note: string | null
  } | null
  /** What was written by it; `null`: nothing. */
  readonly comments: { readonly rows: readonly CommentRowView[]; readonly note: string | null } | null
  readonly visits: readonly { readonly at: string; readonly network: string; readonly program: string }[]
  readonly olderUrl: string | null
}

/** `LinkDoorView@1`: what a link asks before it opens. */
export interface LinkDoorView {
  readonly title: string
  readonly needsPassword: boolean
  readonly isLimited: boolean
  readonly error: string | null
}

export const toLinkRows = (
  links: readonly ShareLink[],
  { albums, now }: { albums: ReadonlyMap<number, Album>; now: string },
  context: ViewContext,
): LinkRowView[] => links.map((link) => toLinkRow(link, { albums, now }, context))

const toLinkRow = (
  link: ShareLink,
  { albums, now }: { albums: ReadonlyMap<number, Album>; now: string },
  { links, t, formats }: ViewContext,
): LinkRowView => {
  const state = stateOf(link, now)
  const hasEnded = state === 'revoked' || state === 'ended'
  return {
    id: link.id,
    name: link.name,
    recipient: link.recipient,
    opens: link.photos
      ? [
          {
            name:
              link.photos.query === null
                ? t('share.photos', { count: link.photos.count ?? 0 })
                : t('share.query', { query: link.photos.query }),
            url: null,
          },
        ]
      : link.grants.map(({ albumId }) => {
          const album = albums.get(albumId)
          return album ? { name: album.name, url: links.albumUrl(album) } : { name: t('links.albumGone'), url: null }
        }),
    withBelow: link.withBelow && link.photos === null,
    state: t(`links.${state}`),
    isOpen: state === 'open',
    until: link.expiresAt !== null && !hasEnded ? t('links.until', { at: formats.instant(link.expiresAt) }) : null,
    hasPassword: link.hasPassword,
    uses:
      link.maxUses === null
        ? formats.number(link.uses)
        : t('links.uses', { uses: formats.number(link.uses), max: formats.number(link.maxUses) }),
    last: link.lastUsedAt === null ? null : t('links.last', { at: formats.instant(link.lastUsedAt) }),
    url: links.path(`/links/${link.id}`),
    revoke: state === 'revoked' ? null : links.path(`/links/${link.id}/revoke`),
  }
}

const stateOf = ({ revokedAt, expiresAt, maxUses, uses }: ShareLink, now: string) => {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt !== null && expiresAt <= now) return 'ended'
  return maxUses !== null && uses >= maxUses ? 'usedUp' : 'open'
}

export const toMade = (name: string, url: string): ShareView['made'] => ({
  name,
  url,
  mailUrl: `mailto:?subject=${encodeURIComponent(name)}&body=${encodeURIComponent(url)}`,
  qr: toQrView(url),
})

export const toVisitRows = (visits: readonly ShareVisit[], { formats }: ViewContext): LinkView['visits'] =>
  visits.map(({ visitedAt, network, userAgent }) => ({
    at: formats.instant(visitedAt),
    network: network ?? '–',
    program: userAgent ?? '–',
  }))

export const toLinksNav = (context: ViewContext): Managed['nav'] => toManageNav('links', context)
