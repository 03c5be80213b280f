import { fromStoredMetadata } from '../photos/photo.metadata.ts'
import type { PhotoRow } from '../photos/photo.table.ts'

/** What browsers of today play, by container: codecs as ffprobe names them. */
const mp4 = { video: new Set(['h264', 'av1', 'vp9']), audio: new Set(['aac', 'mp3', 'opus', 'flac']) }
const webm = { video: new Set(['vp8', 'vp9', 'av1']), audio: new Set(['opus', 'vorbis']) }
const containers: Readonly<Record<string, typeof mp4>> = {
  'video/mp4': mp4,
  'video/x-m4v': mp4,
  'video/quicktime': mp4,
  'video/webm': webm,
}

/** Labels of the rows that `completeMedia` writes. */
const codecLabels = { video: 'Video codec', audio: 'Sound codec' } as const

const codecsOf = ({ metadata }: Pick<PhotoRow, 'metadata'>) => {
  const { groups } = fromStoredMetadata(metadata)
  const rows = groups.find(({ group }) => group === 'file')?.rows ?? []
  const find = (label: string) => rows.find((row) => row.label === label)?.value ?? null
  return { video: find(codecLabels.video), audio: find(codecLabels.audio) }
}

/** Whether browsers play the file itself. Where nobody looked at its codecs, those that its container usually holds are taken for granted. */
export const isOriginalPlayable = (row: Pick<PhotoRow, 'mime_type' | 'metadata'>): boolean => {
  const container = containers[row.mime_type]
  if (!container) return false
  const { video, audio } = codecsOf(row)
  return (video === null || container.video.has(video)) && (audio === null || container.audio.has(audio))
}
