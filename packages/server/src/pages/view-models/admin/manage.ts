import type { ViewContext } from '../view-context.ts'
import type { OverviewView } from './overview.ts'

/** The pages for administrators, in the order they are offered in. The address of each is its name. */
const areas = {
  albums: { group: 'content', icon: 'album', name: 'manage.albums', text: 'manage.albums.text' },
  tags: { group: 'content', icon: 'tag', name: 'manage.tags', text: 'manage.tags.text' },
  batches: { group: 'content', icon: 'check', name: 'batches.title', text: 'batches.text' },
  review: { group: 'content', icon: 'check', name: 'review.title', text: 'review.text' },
  comments: { group: 'content', icon: 'comment', name: 'mcomments.title', text: 'mcomments.text' },
  links: { group: 'content', icon: 'link', name: 'links.title', text: 'links.text' },
  library: { group: 'files', icon: 'file', name: 'admin.title', text: 'manage.library.text' },
  uploads: { group: 'files', icon: 'plus', name: 'rules.title', text: 'rules.text' },
  quotas: { group: 'files', icon: 'plus', name: 'quotas.title', text: 'quotas.text' },
  pictures: { group: 'files', icon: 'empty', name: 'mpics.title', text: 'mpics.text' },
  metadata: { group: 'files', icon: 'info', name: 'mmeta.title', text: 'mmeta.text' },
  tables: { group: 'files', icon: 'document', name: 'tables.title', text: 'tables.text' },
  accounts: { group: 'people', icon: 'person', name: 'maccounts.title', text: 'maccounts.text' },
  news: { group: 'people', icon: 'next', name: 'mnews.title', text: 'mnews.text' },
  security: { group: 'people', icon: 'person', name: 'security.admin.title', text: 'security.admin.text' },
  keys: { group: 'people', icon: 'lock', name: 'apiKeys.all.title', text: 'apiKeys.all.text' },
  site: { group: 'gallery', icon: 'info', name: 'site.title', text: 'site.text' },
  themes: { group: 'gallery', icon: 'cover', name: 'mthemes.title', text: 'mthemes.text' },
  activity: { group: 'gallery', icon: 'document', name: 'activity.title', text: 'activity.text' },
  history: { group: 'gallery', icon: 'person', name: 'history.title', text: 'history.text' },
  jobs: { group: 'gallery', icon: 'refresh', name: 'jobs.title', text: 'jobs.text' },
  storage: { group: 'gallery', icon: 'check', name: 'storage.title', text: 'manage.storage.text' },
  webhooks: { group: 'gallery', icon: 'next', name: 'webhooks.title', text: 'webhooks.text' },
} as const
export type ManageArea = keyof typeof areas

const groups = [
  'content',
  'files',
  'people',
  'gallery',
] as const satisfies readonly (typeof areas)[ManageArea]['group'][]

interface Group<Area> {
  readonly name: string
  readonly areas: readonly Area[]
}

/** The way between the pages for administrators: `ManageNav@2`. */
export type ManageNav = readonly Group<{ readonly name: string; readonly url: string; readonly isCurrent: boolean }>[]

export interface Managed {
  readonly nav: ManageNav
}

/** `ManageView@3` */
export interface ManageView {
  readonly overview: OverviewView
  readonly groups: readonly Group<{
    readonly icon: (typeof areas)[ManageArea]['icon']
    readonly name: string
    readonly text: string
    readonly url: string
  }>[]
}

const entries = Object.entries(areas) as [ManageArea, (typeof areas)[ManageArea]][]

const grouped = <Area>(
  { t }: ViewContext,
  toArea: (area: ManageArea, about: (typeof areas)[ManageArea]) => Area,
): Group<Area>[] =>
  groups.map((group) => ({
    name: t(`manage.group.${group}`),
    areas: entries.filter(([, about]) => about.group === group).map(([area, about]) => toArea(area, about)),
  }))

export const toManageNav = (current: ManageArea | null, context: ViewContext): ManageNav =>
  grouped(context, (area, { name }) => ({
    name: context.t(name),
    url: context.links.path(`/admin/${area}`),
    isCurrent: area === current,
  }))

export const toManageView = (overview: OverviewView, context: ViewContext): ManageView => ({
  overview,
  groups: grouped(context, (area, { icon, name, text }) => ({
    icon,
    name: context.t(name),
    text: context.t(text),
    url: context.links.path(`/admin/${area}`),
  })),
})
