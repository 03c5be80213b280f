import type { GalleryContext } from '../context.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { readSize } from '../previews/raster.ts'
import { readVideoFacts, type VideoFacts } from '../previews/video-facts.ts'
import type { ReadMedia } from './read-media.ts'

type Context = Pick<GalleryContext, 'previews' | 'toolbox' | 'options' | 'log'>

/**
 * Adds what only the programs of this machine can tell of a file that sharp does not decode: whether a picture can be made of it, how
 * a video is coded, and how large a page of a document is, which takes a picture of it. What they cannot tell stays open.
 *
 * @param path - Where the file lies at the moment.
 */
export const completeMedia = async (context: Context, path: string, found: ReadMedia): Promise<ReadMedia> => {
  if (found.isRenderable) return found
  const media = found.probe.mediaType === 'video' ? await withVideoFacts(context, path, found) : found
  const { mimeType, durationSeconds } = media.probe
  if (!(await context.previews.canMake(mimeType))) return media
  if (media.widthPx !== null && media.heightPx !== null) return { ...media, isRenderable: true }
  try {
    const request = { contentHash: media.sha256, mimeType, durationSeconds, file: async () => path }
    const size = await readSize(await context.previews.open(request))
    return size === null ? media : { ...media, ...size, isRenderable: true }
  } catch (error) {
    context.log.debug('A document could not be measured', { mimeType, error })
    return media
  }
}

const withVideoFacts = async ({ toolbox, options }: Context, path: string, media: ReadMedia): Promise<ReadMedia> => {
  const format = formatOfMimeType(media.probe.mimeType)
  const facts = format && (await readVideoFacts({ toolbox, folder: options.stagingFolder }, path, format))
  if (!facts) return media
  const { panel } = media.metadata
  const rows = [...(panel.find(({ group }) => group === 'file')?.rows ?? []), ...toRows(facts)]
  return {
    ...media,
    probe: { ...media.probe, durationSeconds: media.probe.durationSeconds ?? facts.durationSeconds },
    metadata: { ...media.metadata, panel: [...panel.filter(({ group }) => group !== 'file'), { group: 'file', rows }] },
  }
}

const toRows = ({ videoCodec, framesPerSecond, audioCodec }: VideoFacts) =>
  [
    { label: 'Video codec', value: videoCodec },
    {
      label: 'Frames per second',
      value: framesPerSecond === null ? null : String(Math.round(framesPerSecond * 100) / 100),
    },
    { label: 'Sound codec', value: audioCodec },
  ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
