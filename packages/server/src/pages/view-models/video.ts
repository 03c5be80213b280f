import type { Photo, Playback } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

export interface VideoView {
  /** In the order in which a browser should try them. */
  readonly sources: readonly { readonly url: string; readonly mimeType: string }[]
  readonly posterUrl: string | null
}

/** Kinds of video that some browser plays from the file as it is, and the type to tell it: QuickTime's is refused by name, not by content. */
const offered: Readonly<Record<string, string>> = {
  'video/mp4': 'video/mp4',
  'video/webm': 'video/webm',
  'video/quicktime': 'video/mp4',
  'video/x-m4v': 'video/mp4',
}

/** `null` where there is nothing to play. */
export const toVideoView = (
  photo: Pick<Photo, 'id' | 'mediaType' | 'mimeType' | 'capabilities'>,
  playback: Playback | null,
  { posterUrl, links }: { readonly posterUrl: string | null } & Pick<ViewContext, 'links'>,
): VideoView | null => {
  if (photo.mediaType !== 'video') return null
  const type = offered[photo.mimeType]
  const sources = [
    ...(playback?.version === 'ready' ? [{ url: links.videoUrl(photo.id), mimeType: 'video/mp4' }] : []),
    ...(type !== undefined && photo.capabilities.includes('download')
      ? [{ url: links.originalUrl(photo.id), mimeType: type }]
      : []),
  ]
  return sources.length > 0 ? { sources, posterUrl } : null
}

export const toVideoNote = (playback: Playback | null, { t }: Pick<ViewContext, 't'>): string | null => {
  switch (playback?.version) {
    case 'waiting':
      return t('photo.video.waiting')
    case 'running':
      return t('photo.video.running', { percent: playback.percent })
    case 'impossible':
      return t('photo.video.impossible')
    default:
      return null
  }
}
