import type { ActivityEntry, ActivityPage } from '@vitrine/core'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** What somebody may ask for alone. */
export const activitySubjects = [
  'photo',
  'album',
  'comment',
  'grant',
  'tag',
  'user',
  'group',
  'role',
  'link',
  'key',
  'root',
  'setting',
  'webhook',
] as const
export type ActivitySubject = (typeof activitySubjects)[number]

/** What is shown, as the address says. */
export interface ActivityQuery {
  readonly what: ActivitySubject | null
  readonly id: number | null
  readonly by: number | null
  /** Days such as `2024-05-01`; empty: none. */
  readonly from: string
  readonly to: string
}

interface NameView {
  readonly name: string
  /** The page of what is meant. */
  readonly url: string | null
  /** The entries about it, or by it, alone. */
  readonly onlyUrl: string | null
}

/** `AdminActivityView@1` */
export interface AdminActivityView extends Managed {
  readonly action: string
  readonly query: ActivityQuery
  readonly subjects: readonly { readonly value: string; readonly label: string; readonly isSelected: boolean }[]
  /** What else is asked for, in words; `allUrl` takes all of it back. */
  readonly filters: readonly string[]
  readonly allUrl: string | null
  readonly entries: readonly {
    readonly at: string
    readonly type: string
    readonly who: NameView
    readonly what: NameView
    readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[]
    readonly changesText: string
  }[]
  readonly olderUrl: string | null
}

export const activityPath = '/admin/activity'
const maxShownCharacters = 300

/** Of the query, for the address of the page. */
const toAddress = ({ what, id, by, from, to }: ActivityQuery) => ({ what, id, by, from, to })

export const toAdminActivityView = (
  { items, nextCursor }: ActivityPage,
  query: ActivityQuery,
  filters: readonly string[],
  context: ViewContext,
): AdminActivityView => {
  const { links, t, formats } = context
  const isAsked = Object.values(toAddress(query)).some((value) => value !== null && value !== '')
  return {
    nav: toManageNav('activity', context),
    action: links.path(activityPath),
    query,
    subjects: [
      { value: '', label: t('activity.what.all'), isSelected: query.what === null },
      ...activitySubjects.map((value) => ({
        value,
        label: t(`activity.what.${value}`),
        isSelected: value === query.what,
      })),
    ],
    filters,
    allUrl: isAsked ? links.path(activityPath) : null,
    entries: items.map((entry) => {
      const changes = toChanges(entry, context)
      return {
        at: formats.instant(entry.at),
        type: entry.type.replace('.', ' ').replaceAll('-', ' '),
        who: toWho(entry, query, context),
        what: toWhat(entry, context),
        changes,
        changesText: t('activity.changes', { count: changes.length }),
      }
    }),
    olderUrl: nextCursor === null ? null : links.path(activityPath, { ...toAddress(query), cursor: nextCursor }),
  }
}

const toWho = (
  { actor: { kind, id, name } }: ActivityEntry,
  query: ActivityQuery,
  { links, t }: ViewContext,
): NameView => {
  const plain = (text: string): NameView => ({ name: text, url: null, onlyUrl: null })
  if (kind === 'guest') return plain(t('activity.guest'))
  if (name === null) return plain(t('activity.somebody'))
  switch (kind) {
    case 'user':
      return { name, url: null, onlyUrl: links.path(activityPath, { ...toAddress(query), by: id }) }
    case 'apiKey':
      return plain(t('activity.key', { name }))
    case 'link':
      return { name: t('activity.link', { name }), url: links.path(`/links/${id}`), onlyUrl: null }
    case 'host':
      return plain(t('activity.host', { name }))
    default:
      return plain(t('activity.gallery', { reason: name }))
  }
}

const toWhat = ({ subject: { type, id, name } }: ActivityEntry, { links }: ViewContext): NameView => ({
  name: id === 0 ? '' : (name ?? `${id}`),
  url: name === null ? null : urlOf(type, id, links),
  onlyUrl: id === 0 ? null : links.path(activityPath, { what: type, id }),
})

const urlOf = (type: string, id: number, links: ViewContext['links']): string | null => {
  switch (type) {
    case 'photo':
      return links.photoUrl({ id })
    case 'album':
      return links.path(`/admin/albums/${id}`)
    case 'grant':
      return links.path(`/admin/albums/${id}/grants`)
    case 'tag':
      return links.path(`/admin/tags/${id}`)
    case 'link':
      return links.path(`/links/${id}`)
    default:
      return null
  }
}

/** What changed, field by field. */
export const toChanges = (
  { before, after }: Pick<ActivityEntry, 'before' | 'after'>,
  { t }: ViewContext,
): AdminActivityView['entries'][number]['changes'] => {
  const shown = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('activity.nothing')
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text
  }
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].map((field) => ({
    field,
    before: shown(before?.[field]),
    after: shown(after?.[field]),
  }))
}
