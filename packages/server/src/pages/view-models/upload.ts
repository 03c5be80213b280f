import type { Album, AlbumCrumb } from '@vitrine/core'
import type { CrumbView } from './album.ts'
import { uploadTexts } from './upload-texts.ts'
import type { ViewContext } from './view-context.ts'

/** `UploadView@1` */
export interface UploadView {
  readonly title: string
  readonly lead: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly albumId: number
  readonly albumUrl: string
  /** Where the form for visitors without a script goes. */
  readonly action: string
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly error: string | null
  /** For the script: the path the gallery is mounted at, what photos' addresses begin with, and its sentences as JSON. */
  readonly basePath: string
  readonly photoBase: string
  readonly texts: string
}

export const toUploadView = (
  album: Album,
  parts: {
    readonly path: readonly AlbumCrumb[]
    readonly maxBytes: number
    readonly csrfToken: string | null
    readonly notice: string | null
    readonly error: string | null
  },
  { links, t, formats }: ViewContext,
): UploadView => ({
  title: t('upload.titleIn', { name: album.name }),
  lead: album.capabilities.includes('upload')
    ? t('upload.lead', { size: formats.bytes(parts.maxBytes) })
    : `${t('upload.lead', { size: formats.bytes(parts.maxBytes) })} ${t('upload.review')}`,
  breadcrumbs: [
    { name: t('nav.albums'), url: links.homeUrl() },
    ...parts.path.map((crumb) => ({ name: crumb.name, url: links.albumUrl(crumb) })),
    { name: t('upload.title'), url: null },
  ],
  albumId: album.id,
  albumUrl: links.albumUrl(album),
  action: links.path('/upload', { album: album.id }),
  csrfToken: parts.csrfToken,
  notice: parts.notice,
  error: parts.error,
  basePath: links.basePath,
  photoBase: links.path('/photos/'),
  texts: JSON.stringify(uploadTexts(t)),
})
