import type { ViewContext } from './view-context.ts'

/** The pages for administrators, in the order they are offered in. The address of each is its name. */
const areas = {
  site: { icon: 'info', name: 'site.title', text: 'site.text' },
  albums: { icon: 'album', name: 'manage.albums', text: 'manage.albums.text' },
  tags: { icon: 'tag', name: 'manage.tags', text: 'manage.tags.text' },
  review: { icon: 'check', name: 'review.title', text: 'review.text' },
  comments: { icon: 'comment', name: 'mcomments.title', text: 'mcomments.text' },
  links: { icon: 'link', name: 'links.title', text: 'links.text' },
  pictures: { icon: 'empty', name: 'mpics.title', text: 'mpics.text' },
  metadata: { icon: 'info', name: 'mmeta.title', text: 'mmeta.text' },
  tables: { icon: 'document', name: 'tables.title', text: 'tables.text' },
  accounts: { icon: 'person', name: 'maccounts.title', text: 'maccounts.text' },
  library: { icon: 'file', name: 'admin.title', text: 'manage.library.text' },
  uploads: { icon: 'plus', name: 'rules.title', text: 'rules.text' },
  quotas: { icon: 'plus', name: 'quotas.title', text: 'quotas.text' },
  security: { icon: 'person', name: 'security.admin.title', text: 'security.admin.text' },
  keys: { icon: 'lock', name: 'apiKeys.all.title', text: 'apiKeys.all.text' },
  storage: { icon: 'check', name: 'storage.title', text: 'manage.storage.text' },
  activity: { icon: 'document', name: 'activity.title', text: 'activity.text' },
  jobs: { icon: 'refresh', name: 'jobs.title', text: 'jobs.text' },
  webhooks: { icon: 'next', name: 'webhooks.title', text: 'webhooks.text' },
} as const
export type ManageArea = keyof typeof areas

/** The way between the pages for administrators. */
export type ManageNav = readonly { readonly name: string; readonly url: string; readonly isCurrent: boolean }[]

export interface Managed {
  readonly nav: ManageNav
}

/** `ManageView@1` */
export interface ManageView {
  readonly areas: readonly {
    readonly icon: (typeof areas)[ManageArea]['icon']
    readonly name: string
    readonly text: string
    readonly url: string
  }[]
}

const entries = Object.entries(areas)

export const toManageNav = (current: ManageArea | null, { links, t }: ViewContext): ManageNav =>
  entries.map(([area, { name }]) => ({ name: t(name), url: links.path(`/admin/${area}`), isCurrent: area === current }))

export const toManageView = ({ links, t }: ViewContext): ManageView => ({
  areas: entries.map(([area, { icon, name, text }]) => ({
    icon,
    name: t(name),
    text: t(text),
    url: links.path(`/admin/${area}`),
  })),
})
