import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Format } from '../media/formats.ts'
import { probeMedia } from '../media/probe.ts'
import { isHdr, readerOf, toneMap } from '../previews/ffmpeg.ts'
import type { Toolbox } from '../tools/tool.types.ts'

/** What a version may take and be. */
const maxSidePx = 1_920
const maxBytes = 4 * 1024 ** 3
const maxMemoryBytes = 2 * 1024 ** 3
/** Wall clock: so many times as long as the video plays, within these bounds. */
const timesDuration = 12
const shortestTimeoutMs = 5 * 60_000
const longestTimeoutMs = 4 * 3_600_000
const progressEveryMs = 1_000

interface Conversion {
  readonly toolbox: Toolbox
  /** A folder of this run's own; see `withToolFolder`. */
  readonly folder: string
  /** The video, by its name in that folder. */
  readonly file: string
  readonly format: Format
  readonly durationSeconds: number | null
  readonly maxPixels: number
  readonly signal: AbortSignal
  /** @param share - 0 to 1. */
  readonly onProgress: (share: number) => void
}

/** Even sides, as 4:2:0 wants them; pixels made square; never enlarged. */
const scale = [
  `scale=w='trunc(iw*if(gt(sar,0),sar,1)/2)*2':h='trunc(ih/2)*2'`,
  'setsar=1',
  `scale=w='min(iw,${maxSidePx})':h='min(ih,${maxSidePx})':force_original_aspect_ratio=decrease:force_divisible_by=2`,
]

const toArguments = (
  { file, maxPixels }: Conversion,
  { reader, filters }: { readonly reader: string; readonly filters: readonly string[] },
): string[] => [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-threads', '1', '-filter_threads', '1'],
  ...['-protocol_whitelist', 'file', '-format_whitelist', reader, '-max_pixels', String(maxPixels)],
  ...['-f', reader, '-i', `file:${file}`, '-map', '0:v:0', '-map', '0:a:0?', '-sn', '-dn'],
  // Where it was taken and by whom belongs to those who may download it.
  ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
  ...['-vf', [...filters, 'format=yuv420p'].join(','), '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high'],
  ...['-crf', '23', '-maxrate', '8M', '-bufsize', '16M', '-fpsmax', '60', '-threads', '1'],
  ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000'],
  ...['-movflags', '+faststart', '-progress', 'file:progress.txt', '-f', 'mp4', '-y', outputName],
]

const outputName = 'version.mp4'

/**
 * Converts a video to what every browser plays: H.264 and AAC in MP4, with its index in front, 1,920 pixels on the longer side at most.
 *
 * @returns Path of the file, in the folder of the run.
 * @throws {VitrineError} `TOOL_FAILED`; `MEDIA_*` where what came out is no video.
 */
export const convertVideo = async (conversion: Conversion): Promise<string> => {
  const { toolbox, folder, durationSeconds, format, signal, onProgress } = conversion
  const reader = readerOf(format)
  const timeoutMs = Math.min(
    longestTimeoutMs,
    Math.max(shortestTimeoutMs, (durationSeconds ?? 3_600) * 1_000 * timesDuration),
  )
  const run: Parameters<typeof isHdr>[0]['run'] = (tool, args) => toolbox.run(tool, { folder, args })
  const hdr = await isHdr({ run, file: conversion.file }, reader).catch(() => false)
  const watching = setInterval(() => {
    void readSeconds(join(folder, 'progress.txt')).then((seconds) => {
      if (durationSeconds !== null && durationSeconds > 0) onProgress(Math.min(1, seconds / durationSeconds))
    })
  }, progressEveryMs)
  try {
    await toolbox.run('ffmpeg', {
      folder,
      args: toArguments(conversion, { reader, filters: hdr ? [...scale, toneMap] : scale }),
      limits: { timeoutMs, maxFileBytes: maxBytes, maxMemoryBytes },
      signal,
    })
  } finally {
    clearInterval(watching)
  }
  const path = join(folder, outputName)
  // Read as if it had come from somebody: whole, and with a picture.
  await probeMedia(path)
  return path
}

/** ffmpeg adds blocks of `name=value` to the file: the last one says how much of the video is done. */
const readSeconds = async (path: string): Promise<number> => {
  const file = await open(path).catch(() => null)
  if (file === null) return 0
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(1_024), position: Math.max(0, size - 1_024) })
    const found = buffer.toString('latin1', 0, bytesRead).matchAll(/^out_time_us=(\d+)$/gm)
    return Number([...found].at(-1)?.[1] ?? 0) / 1e6
  } catch {
    return 0
  } finally {
    await file.close()
  }
}
