import type { Album, Comment, CommentSettings, Photo } from '@vitrine/core'
import type { CommentFilterView } from '../comment-filter.ts'
import { authorOf, marksOf } from '../comments.ts'
import type { FormFault, FormField, FormView } from '../form-page.ts'
import { photoTitle } from '../picture.ts'
import type { ViewContext } from '../view-context.ts'
import type { Managed } from './manage.ts'

/** A comment away from what it is about. */
export interface CommentRowView {
  readonly id: number
  readonly author: string
  /** Everything by the same author. */
  readonly authorUrl: string | null
  readonly marks: readonly string[]
  readonly linkUrl: string | null
  readonly at: string
  readonly about: { readonly name: string; readonly url: string | null }
  readonly body: string
}

/** `AdminCommentsView@1` */
export interface AdminCommentsView extends Managed {
  readonly tabs: {
    readonly label: string
    readonly items: readonly { readonly label: string; readonly url: string; readonly isCurrent: boolean }[]
  }
  readonly state: 'pending' | 'shown'
  readonly notice: string | null
  readonly error: string | null
  readonly count: string
  readonly filter: CommentFilterView
  readonly rows: readonly CommentRowView[]
  readonly empty: string
  readonly action: string
  readonly csrfToken: string | null
  readonly olderUrl: string | null
  readonly forms: readonly FormView[]
}

/** `LatestCommentsView@1` */
export interface LatestCommentsView {
  readonly filter: CommentFilterView
  readonly count: string
  readonly rows: readonly CommentRowView[]
  readonly empty: { readonly title: string; readonly text: string }
  readonly moreUrl: string | null
}

export interface About {
  readonly photos: ReadonlyMap<number, Photo>
  readonly albums: ReadonlyMap<number, Album>
}

export const toCommentRows = (
  comments: readonly Comment[],
  about: About,
  context: ViewContext,
  toAuthorUrl?: (userId: number) => string,
): CommentRowView[] =>
  comments.map((comment) => ({
    id: comment.id,
    author: authorOf(comment, context),
    authorUrl: comment.author.userId === null ? null : (toAuthorUrl?.(comment.author.userId) ?? null),
    // A list of what waits need not say so of each.
    marks: marksOf({ ...comment, state: 'shown' }, context),
    linkUrl: comment.linkId === null ? null : context.links.path(`/links/${comment.linkId}`),
    at: context.formats.instant(comment.createdAt),
    about: toAbout(comment, about, context),
    body: comment.body ?? '',
  }))

const toAbout = (
  { id, photoId, albumId }: Comment,
  { photos, albums }: About,
  { links, t }: ViewContext,
): CommentRowView['about'] => {
  const photo = photoId === null ? undefined : photos.get(photoId)
  if (photo) return { name: photoTitle(photo), url: `${links.photoUrl(photo)}#comment-${id}` }
  const album = albumId === null ? undefined : albums.get(albumId)
  if (album) return { name: album.name, url: `${links.albumUrl(album)}#comment-${id}` }
  return { name: t('mcomments.gone'), url: null }
}

const flags = ['enabled', 'guests', 'mayEditOwn', 'mayRemoveOwn'] as const
const numbers = ['floodSeconds', 'maxLinks', 'mailMinutes'] as const
const news = ['added', 'pending', 'edited', 'removed'] as const

export const commentSettingsFields = (settings: CommentSettings, fault: FormFault, { t }: ViewContext): FormField[] => {
  const flag = (name: (typeof flags)[number]): FormField => ({
    kind: 'check',
    name,
    label: t(`mcomments.${name}`),
    isChecked: settings[name],
    ...(name === 'enabled' ? { hint: t('mcomments.enabled.hint') } : {}),
    error: fault.of(name),
  })
  const number = (name: (typeof numbers)[number]): FormField => ({
    kind: 'number',
    name,
    label: t(`mcomments.${name}`),
    hint: t(`mcomments.${name}.hint`),
    value: Number.isNaN(settings[name]) ? '' : String(settings[name]),
    maxLength: 5,
    error: fault.of(name),
  })
  return [
    flag('enabled'),
    flag('guests'),
    {
      kind: 'choice',
      name: 'moderation',
      label: t('mcomments.moderation'),
      options: (['none', 'guests', 'all'] as const).map((value) => ({
        value,
        label: t(`mcomments.moderation.${value}`),
        isSelected: settings.moderation === value,
      })),
      error: fault.of('moderation'),
    },
    flag('mayEditOwn'),
    flag('mayRemoveOwn'),
    number('floodSeconds'),
    number('maxLinks'),
    {
      kind: 'choice',
      name: 'order',
      label: t('mcomments.order'),
      options: (['oldest', 'newest'] as const).map((value) => ({
        value,
        label: t(`mcomments.order.${value}`),
        isSelected: settings.order === value,
      })),
      error: fault.of('order'),
    },
    {
      kind: 'checks',
      name: 'mailOn',
      label: t('mcomments.mailOn'),
      options: news.map((value) => ({
        value,
        label: t(`mcomments.mailOn.${value}`),
        isSelected: settings.mailOn.includes(value),
      })),
      error: fault.of('mailOn'),
    },
    number('mailMinutes'),
  ]
}

/** The settings as they were typed: what is no number is refused by the gallery. */
export const readCommentSettings = (form: URLSearchParams): CommentSettings => {
  const numberOf = (name: string): number =>
    /^\d{1,6}$/.test(form.get(name) ?? '') ? Number(form.get(name)) : Number.NaN
  const oneOf = <const T extends readonly string[]>(name: string, list: T): T[number] =>
    list.find((one) => one === form.get(name)) ?? (list[0] as T[number])
  const isTicked = (name: string): boolean => form.get(name) === '1'
  return {
    enabled: isTicked('enabled'),
    guests: isTicked('guests'),
    moderation: oneOf('moderation', ['guests', 'none', 'all']),
    mayEditOwn: isTicked('mayEditOwn'),
    mayRemoveOwn: isTicked('mayRemoveOwn'),
    floodSeconds: numberOf('floodSeconds'),
    maxLinks: numberOf('maxLinks'),
    order: oneOf('order', ['oldest', 'newest']),
    mailOn: news.filter((one) => form.getAll('mailOn').includes(one)),
    mailMinutes: numberOf('mailMinutes'),
  }
}
