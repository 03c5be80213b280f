import type { Readable } from 'node:stream'

/** How a video can be played. */
export interface Playback {
  /** Browsers of today play the original as it is. */
  readonly isOriginalPlayable: boolean
  /**
   * The version made for browsers: `ready` to be opened; `waiting` or `running` while it is made; `impossible` where no program here can
   * make it; `none` where there is none, because it is not wanted or not needed.
   */
  readonly version: 'ready' | 'waiting' | 'running' | 'impossible' | 'none'
  /** Of `running`, 0 to 100. */
  readonly percent: number
}

/** A version of a video that browsers play: H.264 and AAC in MP4. Its bytes are read in parts, as players ask for them. */
export interface VideoFile {
  readonly fileName: string
  readonly mimeType: 'video/mp4'
  readonly bytes: number
  /** Changes with the original and with how it is converted. Without quotes. */
  readonly etag: string
  open(range?: { start: number; end: number }): Promise<Readable>
}

export interface VideosService {
  /**
   * How somebody who sees the photo can play it. Where a version is wanted and missing, a job to make it is added.
   *
   * @throws `PHOTO_NOT_FOUND`
   */
  playback(photoId: number): Promise<Playback>
  /**
   * The version made for browsers, for all who see the photo: like a rendered size it needs no right to download. Those who see a
   * watermark instead of originals get none.
   *
   * @throws `PHOTO_NOT_FOUND`, `DERIVATIVE_NOT_FOUND` where there is none (yet)
   */
  open(photoId: number): Promise<VideoFile>
}
