import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Family, Format } from '../media/formats.ts'
import type { PreviewBackend, PreviewJob } from './preview.types.ts'

/** Readers by name: left to choose by content, ffmpeg would also read play lists, which name other files. */
const readers: Partial<Record<Family, string>> = {
  movie: 'mov',
  matroska: 'matroska',
  avi: 'avi',
  jxl: 'jpegxl_pipe',
  psd: 'psd_pipe',
}

/** The reader of a format; an empty name, which fits none, where ffmpeg is not asked for it. */
export const readerOf = ({ family }: Pick<Format, 'family'>): string => readers[family] ?? ''

/** A frame from here: past the black and the titles, and not far into a long film. */
const startShare = 0.1
const maxStartSeconds = 60
/** The frame most like all of these is taken: not black, not in the middle of a cut. */
const framesCompared = 24

/** Colours of high dynamic range, brought down to what a JPEG shows. Where the filters are missing, the frame is taken as it is. */
export const toneMap =
  'zscale=t=linear:npl=200,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=full'

interface Frame {
  readonly startSeconds: number
  readonly filters: readonly string[]
}

const takeFrame = async (job: PreviewJob, reader: string, { startSeconds, filters }: Frame): Promise<string> => {
  const output = 'frame.png'
  await job.run('ffmpeg', [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-threads', '1', '-filter_threads', '1'],
    ...['-protocol_whitelist', 'file', '-format_whitelist', reader, '-max_pixels', String(job.maxPixels)],
    ...['-an', '-sn', '-dn'],
    ...(startSeconds > 0 ? ['-ss', startSeconds.toFixed(3)] : []),
    ...['-f', reader, '-i', `file:${job.file}`],
    ...['-map', '0:v:0', '-vf', filters.join(','), '-frames:v', '1', '-pix_fmt', 'rgb24', '-threads', '1'],
    ...['-c:v', 'png', '-compression_level', '1', '-f', 'image2', '-update', '1', '-y', output],
  ])
  await stat(join(job.folder, output))
  return output
}

const fitInto = (side: number): string[] => [
  // Pixels that are not square are made square.
  `scale=w='trunc(iw*if(gt(sar,0),sar,1)/2)*2':h=ih`,
  'setsar=1',
  `scale=w='min(iw,${side})':h='min(ih,${side})':force_original_aspect_ratio=decrease`,
]

/** Whether the colours of a video are those of high dynamic range. */
export const isHdr = async (job: Pick<PreviewJob, 'run' | 'file'>, reader: string): Promise<boolean> => {
  const { stdout } = await job.run('ffprobe', [
    ...['-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file', '-format_whitelist', reader, '-f', reader],
    ...['-select_streams', 'v:0', '-show_entries', 'stream=color_transfer', '-of', 'default=nw=1:nk=1'],
    `file:${job.file}`,
  ])
  return /smpte2084|arib-std-b67/.test(stdout.toString('latin1'))
}

/** The first of several ways that works; the last one's error where none does. */
const firstOf = async (ways: readonly (() => Promise<string>)[]): Promise<string> => {
  let fault: unknown = new Error('there was no way to try')
  for (const way of ways) {
    try {
      return await way()
    } catch (error) {
      fault = error
    }
  }
  throw fault
}

/** A frame of a video, turned as the video says. */
export const ffmpegPoster: PreviewBackend = {
  name: 'ffmpeg',
  tools: ['ffmpeg'],
  formats: new Set(['mp4', 'm4v', 'mov', '3gp', 'webm', 'mkv', 'avi']),
  async make(job) {
    const reader = readerOf(job.format)
    const startSeconds = Math.min((job.durationSeconds ?? 0) * startShare, maxStartSeconds)
    const usual = [...fitInto(job.maxSidePx), `thumbnail=n=${framesCompared}`]
    const hdr = await isHdr(job, reader).catch(() => false)
    return firstOf([
      ...(hdr ? [() => takeFrame(job, reader, { startSeconds, filters: [...usual, toneMap] })] : []),
      () => takeFrame(job, reader, { startSeconds, filters: usual }),
      // Cut off before that place, or too short for a comparison.
      () => takeFrame(job, reader, { startSeconds: 0, filters: fitInto(job.maxSidePx) }),
    ])
  },
}

/** Still pictures that ffmpeg has a decoder for. */
export const ffmpegStill: PreviewBackend = {
  name: 'ffmpeg (stills)',
  tools: ['ffmpeg'],
  formats: new Set(['jxl', 'psd']),
  async make(job) {
    const reader = readerOf(job.format)
    return takeFrame(job, reader, { startSeconds: 0, filters: fitInto(job.maxSidePx) })
  },
}
