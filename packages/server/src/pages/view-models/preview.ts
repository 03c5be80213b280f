import type { Album, Photo } from '@vitrine/core'
import { SafeHtml } from '../../themes/safe-html.ts'
import { type PictureView, photoTitle } from './picture.ts'

/** What other sites show of a page that somebody points to: Open Graph (ogp.me), and schema.org as JSON-LD. */
export interface PagePreview {
  readonly type: 'website' | 'article'
  readonly title: string
  readonly description: string | null
  readonly picture: Pick<PictureView, 'src' | 'widthPx' | 'heightPx' | 'alt'> | null
  /** For schema.org; addresses in it are paths of this server. */
  readonly thing: Readonly<Record<string, unknown>>
}

/** `PreviewView@1`: the same with whole addresses, as other sites need them. */
export interface PreviewView {
  readonly type: string
  readonly siteTitle: string
  readonly title: string
  readonly description: string | null
  readonly url: string
  readonly image: {
    readonly url: string
    readonly widthPx: number
    readonly heightPx: number
    readonly alt: string
  } | null
  readonly jsonLd: SafeHtml
  readonly oembedUrl: string | null
}

/** As much as others show. */
const maxDescription = 300

const shorten = (text: string | null): string | null => {
  const line = text?.replace(/\s+/g, ' ').trim() ?? ''
  if (line === '') return null
  return line.length > maxDescription ? `${line.slice(0, maxDescription - 1).trimEnd()}…` : line
}

/** JSON that can end neither the element it stands in nor, being data, run: `<`, `>` and `&` are written as escapes. */
const toJsonLd = (value: object): SafeHtml =>
  new SafeHtml(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )

/** @param where.url - Of the page itself. */
export const toPreviewView = (
  { type, title, description, picture, thing }: PagePreview,
  where: {
    readonly baseUrl: string
    readonly url: string
    readonly siteTitle: string
    readonly oembedUrl: string | null
  },
): PreviewView => {
  const whole = (path: string): string => `${where.baseUrl}${path}`
  const absolute = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('/') ? whole(value) : value
  const fields = Object.entries(thing).filter(([, value]) => value !== null && value !== undefined)
  return {
    type,
    siteTitle: where.siteTitle,
    title,
    description: shorten(description),
    url: where.url,
    image: picture && {
      url: whole(picture.src),
      widthPx: picture.widthPx,
      heightPx: picture.heightPx,
      alt: picture.alt,
    },
    jsonLd: toJsonLd({
      '@context': 'https://schema.org',
      ...Object.fromEntries(fields.map(([name, value]) => [name, absolute(value)])),
      url: where.url,
    }),
    oembedUrl: where.oembedUrl,
  }
}

/** schema.org/ImageObject, or VideoObject. */
export const photoPreview = (photo: Photo, picture: PictureView | null): PagePreview => {
  const title = photoTitle(photo)
  const isVideo = photo.mediaType === 'video'
  return {
    type: 'article',
    title,
    description: photo.description,
    picture,
    thing: {
      '@type': isVideo ? 'VideoObject' : 'ImageObject',
      name: title,
      description: shorten(photo.description),
      [isVideo ? 'thumbnailUrl' : 'contentUrl']: picture?.src,
      width: picture?.widthPx,
      height: picture?.heightPx,
      uploadDate: isVideo ? photo.addedAt : null,
      dateCreated: photo.takenAt,
      creator: photo.author === null ? null : { '@type': 'Person', name: photo.author },
      copyrightNotice: photo.copyright,
      keywords: photo.tags.length === 0 ? null : photo.tags.map(({ name }) => name).join(', '),
    },
  }
}

/** schema.org/ImageGallery. */
export const albumPreview = (album: Album, picture: PictureView | null): PagePreview => ({
  type: 'website',
  title: album.name,
  description: album.description,
  picture,
  thing: {
    '@type': 'ImageGallery',
    name: album.name,
    description: shorten(album.description),
    image: picture?.src,
    dateModified: album.updatedAt,
  },
})

/** schema.org/WebSite. */
export const sitePreview = (title: string, picture: PictureView | null): PagePreview => ({
  type: 'website',
  title,
  description: null,
  picture,
  thing: { '@type': 'WebSite', name: title, image: picture?.src },
})

/** Of the first album that has a cover, or the first photo of a page. */
export const firstPicture = (
  albums: readonly { readonly cover: PictureView | null }[],
  photos: readonly { readonly picture: PictureView | null }[],
): PictureView | null =>
  albums.find(({ cover }) => cover !== null)?.cover ?? photos.find(({ picture }) => picture !== null)?.picture ?? null
