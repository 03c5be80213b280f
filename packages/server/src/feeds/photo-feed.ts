import type { Photo } from '@vitrine/core'
import { photoTitle, toPictureView } from '../pages/view-models/picture.ts'
import type { ViewContext } from '../pages/view-models/view-context.ts'
import { html } from '../themes/safe-html.ts'
import type { FeedItem } from './feed.types.ts'

/** @param baseUrl - Of the gallery, without a path. */
export const toFeedItem = (photo: Photo, baseUrl: string, context: ViewContext): FeedItem => {
  const url = `${baseUrl}${context.links.photoUrl(photo)}`
  const title = photoTitle(photo)
  const picture = toPictureView(photo, 'stage', context)
  const imageUrl = picture && `${baseUrl}${picture.src}`
  return {
    url,
    title,
    html: html`${
      picture &&
      html`<p><a href="${url}"><img src="${imageUrl}" width="${picture.widthPx}" height="${picture.heightPx}" alt="${title}"></a></p>`
    }${photo.description && html`<p>${photo.description}</p>`}`.toString(),
    summary: photo.description,
    publishedAt: photo.addedAt,
    updatedAt: photo.updatedAt,
    author: photo.author,
    tags: photo.tags.map(({ name }) => name),
    imageUrl,
  }
}
