import type { ViewContext } from './view-context.ts'

const areas = ['albums', 'tags', 'library', 'uploads'] as const
export type ManageArea = (typeof areas)[number]

/** The way between the pages for administrators. */
export type ManageNav = readonly { readonly name: string; readonly url: string; readonly isCurrent: boolean }[]

export interface Managed {
  readonly nav: ManageNav
}

/** `ManageView@1` */
export interface ManageView {
  readonly areas: readonly {
    readonly icon: 'album' | 'tag' | 'file' | 'plus'
    readonly name: string
    readonly text: string
    readonly url: string
  }[]
}

const names = { albums: 'manage.albums', tags: 'manage.tags', library: 'admin.title', uploads: 'rules.title' } as const
const texts = {
  albums: 'manage.albums.text',
  tags: 'manage.tags.text',
  library: 'manage.library.text',
  uploads: 'rules.text',
} as const
const icons = { albums: 'album', tags: 'tag', library: 'file', uploads: 'plus' } as const

export const toManageNav = (current: ManageArea | null, { links, t }: ViewContext): ManageNav =>
  areas.map((area) => ({ name: t(names[area]), url: links.path(`/admin/${area}`), isCurrent: area === current }))

export const toManageView = ({ links, t }: ViewContext): ManageView => ({
  areas: areas.map((area) => ({
    icon: icons[area],
    name: t(names[area]),
    text: t(texts[area]),
    url: links.path(`/admin/${area}`),
  })),
})
