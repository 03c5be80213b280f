import type { Photo, PhotoFile, PhotoVersion } from '@vitrine/core'
import type { CrumbView } from './album.ts'
import { fileKind } from './photo-card.ts'
import { type PictureView, photoTitle, toPictureView } from './picture.ts'
import type { ViewContext } from './view-context.ts'

/** A file that can be downloaded. */
export interface FileLinkView {
  readonly name: string
  /** `RAW`, `TIF` … */
  readonly kind: string
  /** Pixels and bytes. */
  readonly detail: string
  readonly url: string | null
}

export interface VersionView extends FileLinkView {
  readonly number: number
  readonly title: string
  readonly until: string
  readonly untilDate: string
  readonly restoreUrl: string | null
  readonly restoreName: string
  readonly deleteUrl: string | null
  readonly deleteName: string
}

export interface FormatView extends FileLinkView {
  /** `null` where the file is only read. */
  readonly deleteUrl: string | null
  readonly deleteName: string
}

export interface ConfirmView {
  readonly title: string
  readonly lead: string
  readonly action: string
}

/** `PhotoFilesView@1` */
export interface PhotoFilesView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly photoUrl: string
  readonly filesUrl: string
  readonly picture: PictureView | null
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly error: string | null
  /** What is asked about before it is done. */
  readonly confirm: ConfirmView | null
  readonly current: FileLinkView
  readonly source: string | null
  /** `null` where the file is only read. */
  readonly replace: { readonly action: string; readonly replaces: string } | null
  readonly versions: readonly VersionView[]
  /** `null` for those who may not download the photo. */
  readonly formats: readonly FormatView[] | null
  readonly formatAction: string
  /** `null` where the file is a picture itself. */
  readonly standIn: { readonly action: string; readonly removeUrl: string | null } | null
}

const detailOf = (
  file: { readonly widthPx: number | null; readonly heightPx: number | null; readonly bytes: number },
  { formats }: Pick<ViewContext, 'formats'>,
): string =>
  [file.widthPx && file.heightPx ? `${file.widthPx} × ${file.heightPx}` : null, formats.bytes(file.bytes)]
    .filter((part) => part !== null)
    .join(' · ')

/** A format as the page of its photo offers it. */
export const toFormatLink = (photoId: number, file: PhotoFile, context: ViewContext): FileLinkView => ({
  name: file.fileName,
  kind: fileKind(file.fileName),
  detail: detailOf(file, context),
  url: context.links.apiUrl(`/photos/${photoId}/formats/${file.id}`),
})

export const toPhotoFilesView = (
  photo: Photo,
  parts: {
    readonly versions: readonly PhotoVersion[]
    readonly formats: readonly PhotoFile[] | null
    readonly isAdmin: boolean
    readonly csrfToken: string | null
    readonly notice: string | null
    readonly error: string | null
    readonly confirm: ConfirmView | null
  },
  context: ViewContext,
): PhotoFilesView => {
  const { links, t, formats } = context
  const path = (rest: string) => links.path(`/photos/${photo.id}/${rest}`)
  const photoUrl = links.photoUrl(photo)
  const canDownload = photo.capabilities.includes('download')
  const toVersion = (version: PhotoVersion): VersionView => ({
    name: version.fileName,
    kind: fileKind(version.fileName),
    detail: detailOf(version, context),
    url: canDownload ? links.apiUrl(`/photos/${photo.id}/versions/${version.id}`) : null,
    number: version.number,
    title: t('files.version', { number: version.number }),
    until: t('files.version.until', { when: formats.instant(version.replacedAt) }),
    untilDate: version.replacedAt,
    restoreUrl: photo.isReadOnly ? null : path(`versions/${version.id}/restore`),
    restoreName: t('files.restoreOf', { number: version.number }),
    deleteUrl: parts.isAdmin ? links.path(`/photos/${photo.id}/files`, { version: version.id }) : null,
    deleteName: t('files.deleteOf', { name: t('files.version', { number: version.number }) }),
  })
  const toFormat = (file: PhotoFile): FormatView => ({
    ...toFormatLink(photo.id, file, context),
    deleteUrl: file.isReadOnly ? null : links.path(`/photos/${photo.id}/files`, { format: file.id }),
    deleteName: t('files.deleteOf', { name: file.fileName }),
  })
  return {
    title: t('files.titleOf', { name: photoTitle(photo) }),
    breadcrumbs: [
      { name: photoTitle(photo), url: photoUrl },
      { name: t('files.title'), url: null },
    ],
    photoUrl,
    filesUrl: path('files'),
    picture: toPictureView(photo, 'grid', context),
    csrfToken: parts.csrfToken,
    notice: parts.notice,
    error: parts.error,
    confirm: parts.confirm,
    current: {
      name: photo.fileName,
      kind: fileKind(photo.fileName),
      detail: detailOf(photo, context),
      url: canDownload ? links.originalUrl(photo.id) : null,
    },
    source: photo.sourceFileName === photo.fileName ? null : t('files.source', { name: photo.sourceFileName }),
    replace: photo.isReadOnly ? null : { action: path('file'), replaces: photo.sha256 },
    versions: parts.versions.map(toVersion),
    formats: parts.formats?.map(toFormat) ?? null,
    formatAction: path('formats'),
    standIn: photo.isPicture
      ? null
      : { action: path('representative'), removeUrl: photo.hasRepresentative ? path('representative/remove') : null },
  }
}
