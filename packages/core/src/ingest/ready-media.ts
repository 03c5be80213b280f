import type { GalleryContext } from '../context.ts'
import { readFileRules } from '../files/file-rules.ts'
import { completeMedia } from './complete-media.ts'
import { describeMedia, type InspectedMedia, type ReadMedia } from './read-media.ts'

/** What will be kept of a file that was sent, and all that is known of it. Disposing removes what was made for it. */
interface ReadyMedia extends AsyncDisposable {
  readonly path: string
  readonly media: ReadMedia
}

/** Reads what a file that is wanted says of itself; makes the picture smaller first where the settings say so. */
export const readyMedia = async (gallery: GalleryContext, path: string, found: InspectedMedia): Promise<ReadyMedia> => {
  const sent = await describeMedia(path, found, await gallery.metadata.reading())
  const { scaleUploads } = (await readFileRules(gallery)).rules
  const scaled = await gallery.uploadScaler.scale(path, sent, scaleUploads)
  const kept = scaled ?? { path, media: sent }
  return {
    path: kept.path,
    media: await completeMedia(gallery, kept.path, kept.media),
    [Symbol.asyncDispose]: async () => scaled?.[Symbol.asyncDispose](),
  }
}
