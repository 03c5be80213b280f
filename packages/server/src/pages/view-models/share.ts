import type { Album, ShareLink, ShareVisit } from '@vitrine/core'
import type { AccountNav } from './account-nav.ts'
import type { CrumbView } from './album.ts'
import type { FormField, FormView } from './form-page.ts'
import { type Managed, toManageNav } from './manage.ts'
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
  readonly made: { readonly name: string; readonly url: string; readonly qr: QrView } | null
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

const levelsAbove = [0, 1, 2, 4, 8] as const

/** What a link may give beside looking, in the order of the form. */
export const linkRights = ['download', 'submit', 'upload'] as const

/** Whoever may add photos may let others send them in; to photos nothing can be added. */
const mayGive = (
  { album, capabilities }: { album: Album | null; capabilities: readonly string[] },
  right: (typeof linkRights)[number],
): boolean =>
  right === 'download'
    ? capabilities.includes(right)
    : album !== null && (capabilities.includes('upload') || capabilities.includes(right))

/** What can be said of a new link, with what was typed before. */
export const shareFields = (
  typed: URLSearchParams,
  at: {
    readonly name: string
    /** `null`: photos, which have nothing below them. */
    readonly album: Album | null
    readonly capabilities: readonly string[]
    readonly level: number
    readonly sizes: readonly string[]
    readonly error: (name: string) => string | null
  },
  { t }: Pick<ViewContext, 't'>,
): FormField[] => {
  const isTyped = typed.has('name')
  const below = at.album !== null && at.album.counts.albums > 0
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('share.name'),
      hint: t('share.name.hint'),
      value: typed.get('name') ?? at.name,
      maxLength: 255,
      required: true,
      error: at.error('name'),
    },
    ...(below
      ? [
          {
            kind: 'choice' as const,
            name: 'what',
            label: t('share.what'),
            options: (['album', 'tree'] as const).map((value) => ({
              value,
              label: t(`share.what.${value}`),
              isSelected: (typed.get('what') ?? 'album') === value,
            })),
          },
        ]
      : []),
    ...linkRights
      .filter((one) => mayGive(at, one))
      .map((one) => ({
        kind: 'check' as const,
        name: one,
        label: t(one === 'submit' ? 'share.submit.right' : `share.${one}`),
        isChecked: isTyped && typed.get(one) === '1',
        error: one === 'download' ? at.error('capabilities') : null,
      })),
    ...(['favourite', 'rate'] as const).map((one) => ({
      kind: 'check' as const,
      name: one,
      label: t(`share.${one}`),
      isChecked: isTyped && typed.get(one) === '1',
      error: one === 'favourite' ? at.error('feedback') : null,
    })),
    ...(at.level > 0
      ? [
          {
            kind: 'select' as const,
            name: 'level',
            label: t('share.level'),
            options: levelsAbove
              .filter((level) => level <= at.level)
              .map((level) => ({
                value: String(level),
                label: t(`share.level.${level}`),
                isSelected: (typed.get('level') ?? '0') === String(level),
              })),
          },
        ]
      : []),
    ...termFields(
      {
        recipient: typed.get('recipient') ?? '',
        maxSize: typed.get('maxSize') ?? '',
        watermarkText: typed.get('watermarkText') ?? '',
        sizes: at.sizes,
        expires: typed.get('expires') ?? '',
        uses: typed.get('uses') ?? '',
        passwordHint: t('share.password.hint'),
        error: at.error,
      },
      { t },
    ),
  ]
}

interface TypedTerms {
  recipient: string
  expires: string
  uses: string
  passwordHint: string
  maxSize: string
  watermarkText: string
  /** Names of the sizes there are, smallest first. */
  sizes: readonly string[]
  error: (name: string) => string | null
}

/** How large its pictures are, and what lies on them. */
const pictureFields = (typed: TypedTerms, { t }: Pick<ViewContext, 't'>): FormField[] => {
  // One that is no longer among them stays chosen until another is.
  const names = typed.maxSize === '' ? typed.sizes : [...new Set([...typed.sizes, typed.maxSize])]
  return [
    {
      kind: 'select',
      name: 'maxSize',
      label: t('share.maxSize'),
      hint: t('share.maxSize.hint'),
      options: [
        { value: '', label: t('share.maxSize.any'), isSelected: typed.maxSize === '' },
        ...names.map((name) => ({ value: name, label: name, isSelected: name === typed.maxSize })),
      ],
      error: typed.error('maxSize'),
    },
    {
      kind: 'text',
      name: 'watermarkText',
      label: t('share.watermarkText'),
      hint: t('share.watermarkText.hint'),
      value: typed.watermarkText,
      maxLength: 200,
      error: typed.error('watermarkText'),
    },
  ]
}

const termFields = (typed: TypedTerms, { t }: Pick<ViewContext, 't'>): FormField[] => [
  ...pictureFields(typed, { t }),
  {
    kind: 'text',
    name: 'recipient',
    label: t('share.recipient'),
    hint: t('share.recipient.hint'),
    value: typed.recipient,
    maxLength: 255,
    error: typed.error('recipient'),
  },
  {
    kind: 'password',
    name: 'password',
    label: t('share.password'),
    hint: typed.passwordHint,
    value: '',
    maxLength: 200,
    error: typed.error('password'),
  },
  {
    kind: 'date',
    name: 'expires',
    label: t('share.expires'),
    hint: t('share.expires.hint'),
    value: typed.expires,
    maxLength: 10,
    error: typed.error('expiresAt'),
  },
  {
    kind: 'number',
    name: 'uses',
    label: t('share.uses'),
    hint: t('share.uses.hint'),
    value: typed.uses,
    maxLength: 4,
    error: typed.error('maxUses'),
  },
]

/** What can be changed of a link. */
export const changeFields = (
  link: ShareLink,
  {
    typed,
    sizes,
    error,
  }: {
    readonly typed: URLSearchParams | null
    readonly sizes: readonly string[]
    readonly error: (name: string) => string | null
  },
  { t }: Pick<ViewContext, 't'>,
): FormField[] => {
  const held = link.photos?.capabilities ?? link.grants[0]?.capabilities ?? []
  const value = (name: string, known: string) => typed?.get(name) ?? known
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('share.name'),
      value: value('name', link.name),
      maxLength: 255,
      required: true,
      error: error('name'),
    },
    {
      kind: 'check',
      name: 'download',
      label: t('share.download'),
      isChecked: typed ? typed.get('download') === '1' : held.includes('download'),
      error: error('capabilities'),
    },
    ...(['favourite', 'rate'] as const).map((one) => ({
      kind: 'check' as const,
      name: one,
      label: t(`share.${one}`),
      isChecked: typed ? typed.get(one) === '1' : link.feedback.includes(one),
      error: one === 'favourite' ? error('feedback') : null,
    })),
    ...termFields(
      {
        recipient: value('recipient', link.recipient ?? ''),
        maxSize: value('maxSize', link.maxSize ?? ''),
        watermarkText: value('watermarkText', link.watermarkText ?? ''),
        sizes,
        expires: value('expires', link.expiresAt?.slice(0, 10) ?? ''),
        uses: value('uses', link.maxUses === null ? '' : String(link.maxUses)),
        passwordHint: link.hasPassword ? t('share.password.keep') : t('share.password.hint'),
        error,
      },
      { t },
    ),
    ...(link.hasPassword
      ? [{ kind: 'check' as const, name: 'noPassword', label: t('share.password.remove'), isChecked: false }]
      : []),
  ]
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
    uses: t('links.uses', {
      uses: formats.number(link.uses),
      max: link.maxUses === null ? null : formats.number(link.maxUses),
    }),
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

export const toMade = (name: string, url: string): ShareView['made'] => ({ name, url, qr: toQrView(url) })

export const toVisitRows = (visits: readonly ShareVisit[], { formats }: ViewContext): LinkView['visits'] =>
  visits.map(({ visitedAt, network, userAgent }) => ({
    at: formats.instant(visitedAt),
    network: network ?? '–',
    program: userAgent ?? '–',
  }))

export const toLinksNav = (context: ViewContext): Managed['nav'] => toManageNav('links', context)
