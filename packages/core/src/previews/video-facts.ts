import * as v from 'valibot'
import type { Format } from '../media/formats.ts'
import type { Toolbox } from '../tools/tool.types.ts'
import { linkInto, withToolFolder } from '../tools/tool-folder.ts'
import { readerOf } from './ffmpeg.ts'

/** What ffprobe says of a video beside what its container tells. */
export interface VideoFacts {
  readonly durationSeconds: number | null
  /** Such as `h264`. */
  readonly videoCodec: string | null
  readonly audioCodec: string | null
  readonly framesPerSecond: number | null
}

const text = v.fallback(v.optional(v.string()), undefined)
const answer = v.object({
  streams: v.optional(v.array(v.object({ codec_type: text, codec_name: text, avg_frame_rate: text })), []),
  format: v.optional(v.object({ duration: text }), {}),
})
const maxCodecChars = 40

/**
 * Asks ffprobe about a video.
 *
 * @param folder - Where it works.
 * @returns `null` where it is not installed, or cannot tell.
 */
export const readVideoFacts = async (
  { toolbox, folder }: { readonly toolbox: Toolbox; readonly folder: string },
  path: string,
  format: Format,
): Promise<VideoFacts | null> => {
  if (!(await toolbox.has('ffprobe'))) return null
  try {
    return await withToolFolder(folder, async (at) => {
      const name = `source.${format.extension}`
      const reader = readerOf(format)
      await linkInto(at, path, name)
      const { stdout } = await toolbox.run('ffprobe', {
        folder: at,
        args: [
          ...['-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file', '-format_whitelist', reader],
          ...['-f', reader, '-show_entries', 'stream=codec_type,codec_name,avg_frame_rate:format=duration'],
          ...['-of', 'json', `file:${name}`],
        ],
      })
      return toFacts(v.parse(answer, JSON.parse(stdout.toString('utf8'))))
    })
  } catch {
    return null
  }
}

const toFacts = ({ streams, format }: v.InferOutput<typeof answer>): VideoFacts => {
  const video = streams.find((stream) => stream.codec_type === 'video')
  const sound = streams.find((stream) => stream.codec_type === 'audio')
  const [frames = 0, seconds = 1] = (video?.avg_frame_rate ?? '').split('/').map(Number)
  return {
    durationSeconds: positive(Number(format.duration)),
    videoCodec: video?.codec_name?.slice(0, maxCodecChars) ?? null,
    audioCodec: sound?.codec_name?.slice(0, maxCodecChars) ?? null,
    framesPerSecond: positive(frames / seconds),
  }
}

const positive = (value: number): number | null => (Number.isFinite(value) && value > 0 ? value : null)
