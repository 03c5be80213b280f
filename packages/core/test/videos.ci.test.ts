import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gallery } from '../src/gallery.types.ts'
import { describeWith } from '../src/testing/environment.ts'
import { createTestGallery, type TestGallery } from '../src/testing/test-gallery.ts'
import { isOriginalPlayable } from '../src/videos/playable.ts'
import { videoQueue } from '../src/videos/video-job.ts'

const run = promisify(execFile)

describe('what browsers play', () => {
  const row = (mime_type: string, video?: string, audio?: string) => ({
    mime_type,
    metadata: JSON.stringify([
      {
        group: 'file',
        rows: [
          ...(video ? [{ label: 'Video codec', value: video }] : []),
          ...(audio ? [{ label: 'Sound codec', value: audio }] : []),
        ],
      },
    ]),
  })
  it.each([
    ['video/mp4', 'h264', 'aac', true],
    ['video/quicktime', 'h264', undefined, true],
    ['video/quicktime', 'hevc', 'aac', false],
    ['video/mp4', 'mpeg4', 'aac', false],
    ['video/quicktime', 'h264', 'pcm_s16le', false],
    ['video/webm', 'vp9', 'opus', true],
    ['video/x-matroska', 'h264', 'aac', false],
    ['video/vnd.avi', undefined, undefined, false],
    ['video/mp4', undefined, undefined, true],
  ])('%s with %s and %s: %s', (mimeType, video, audio, expected) => {
    expect(isOriginalPlayable(row(mimeType, video, audio))).toBe(expected)
  })
})

describeWith('ffmpeg', 'videos that browsers cannot play', ({ ffmpeg }) => {
  let folder = ''
  let test: TestGallery
  let gallery: Gallery
  let album = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-videos-'))
    test = await createTestGallery({ tools: {} })
    gallery = test.gallery
    album = (await gallery.asSystem('test').albums.create({ name: 'Open', visibility: 'public' })).id
  })
  afterAll(async () => {
    await test[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  let made = 0
  const film = async (ending: string, args: readonly string[], seconds = 2): Promise<string> => {
    const path = join(folder, `${made++}.${ending}`)
    const picture = ['-f', 'lavfi', '-i', `testsrc=size=322x242:rate=12:duration=${seconds}`]
    const sound = ['-f', 'lavfi', '-i', `sine=frequency=${440 + made}:duration=${seconds}`]
    await run(ffmpeg, ['-v', 'error', ...picture, ...sound, ...args, path])
    return path
  }
  const add = async (path: string, more: object = {}) => {
    const content = createReadStream(path)
    return (await gallery.asSystem('test').photos.add({ content, fileName: `film ${path.slice(-5)}`, album, ...more }))
      .photo
  }
  const work = async (): Promise<void> => {
    while (await gallery.jobs.runNext());
  }
  const versions = async () =>
    (await readdir(join(test.folder, 'cache'), { recursive: true }).catch(() => [])).filter((name) =>
      name.includes('._video.'),
    )
  const guest = () => gallery.as({ kind: 'guest' })
  const avi = ['-c:v', 'mpeg2video', '-c:a', 'mp2']

  it('are left alone as long as nobody wants them converted', async () => {
    const { id } = await add(await film('avi', avi))
    expect(await guest().videos.playback(id)).toEqual({ isOriginalPlayable: false, version: 'none', percent: 0 })
    await work()
    expect(await versions()).toEqual([])
    await expect(guest().videos.open(id)).rejects.toMatchObject({ code: 'DERIVATIVE_NOT_FOUND' })
  })

  it('are converted to H.264 and AAC with the index in front, whole and in parts, without what they say about themselves', async () => {
    await gallery.asSystem('test').settings.setDerivatives({ convertVideos: true })
    for (const [ending, args] of [
      ['avi', avi],
      ['mkv', ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-c:a', 'libmp3lame']],
      ['mov', ['-c:v', 'mpeg4', '-an', '-metadata', 'title=secret', '-metadata', 'location=+48.8584+002.2945/']],
    ] as const) {
      const { id } = await add(await film(ending, args))
      expect((await guest().videos.playback(id)).version).toBe('waiting')
      await work()
      expect(await guest().videos.playback(id)).toEqual({ isOriginalPlayable: false, version: 'ready', percent: 100 })
      const file = await guest().videos.open(id)
      const bytes = await buffer(await file.open())
      expect(bytes.length).toBe(file.bytes)
      expect(await buffer(await file.open({ start: 10, end: 19 }))).toEqual(bytes.subarray(10, 20))
      expect(bytes.indexOf('moov', 0, 'latin1')).toBeLessThan(bytes.indexOf('mdat', 0, 'latin1'))
      expect(bytes.includes('secret')).toBe(false)
      expect(bytes.includes('+48.8584')).toBe(false)
      const path = join(folder, 'version.mp4')
      await writeFile(path, bytes)
      const { stdout } = await run('ffprobe', [
        '-v',
        'error',
        '-show_entries',
        'stream=codec_name,pix_fmt,width,height:format=duration',
        '-of',
        'json',
        path,
      ])
      const about = JSON.parse(stdout) as { streams: { codec_name: string }[]; format: { duration: string } }
      expect(about.streams[0]).toMatchObject({ codec_name: 'h264', pix_fmt: 'yuv420p', width: 322, height: 242 })
      expect(about.streams[1]?.codec_name).toBe(ending === 'mov' ? undefined : 'aac')
      expect(Math.abs(Number(about.format.duration) - 2)).toBeLessThan(0.3)
    }
    // The exiftool that stays open works in a folder of its own.
    const left = (await readdir(join(test.folder, 'incoming'))).filter((name) => !name.startsWith('exiftool-'))
    expect(left).toEqual([])
  }, 300_000)

  it('are converted when they come in, and by a warm-up, once each', async () => {
    const { sha256 } = await add(await film('avi', avi))
    // Photos that came in are gathered for half a second.
    await new Promise((resolve) => setTimeout(resolve, 700))
    await work()
    expect((await versions()).some((name) => name.includes(sha256))).toBe(true)
    await gallery.asSystem('test').derivatives.purge({ all: true })
    expect(await versions()).toEqual([])
    await gallery.asSystem('test').derivatives.warmUp({ sizes: ['thumb'] })
    await work()
    expect((await versions()).length).toBeGreaterThanOrEqual(5)
    const before = await versions()
    await gallery.asSystem('test').derivatives.purge({ outdated: true })
    await gallery.asSystem('test').derivatives.warmUp({ sizes: ['thumb'] })
    await work()
    expect(await versions()).toEqual(before)
  }, 300_000)

  it('that browsers play are not', async () => {
    const { id } = await add(await film('mp4', ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']))
    await work()
    expect(await guest().videos.playback(id)).toEqual({ isOriginalPlayable: true, version: 'none', percent: 0 })
    await expect(guest().videos.open(id)).rejects.toMatchObject({ code: 'DERIVATIVE_NOT_FOUND' })
  })

  it('are for those who see the photo, and go with it', async () => {
    const system = gallery.asSystem('test')
    const { id, sha256 } = await add(await film('avi', avi))
    await system.videos.playback(id)
    await work()
    expect((await guest().videos.open(id)).etag).toBe(`${sha256}-v1`)
    await system.photos.update(id, { level: 8 })
    await expect(guest().videos.open(id)).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    await expect(guest().videos.playback(id)).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    await system.photos.update(id, { level: 0 })

    const picture = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#f00' } })
      .png()
      .toBuffer()
    const { picture: hash } = await system.settings.addWatermarkPicture(picture)
    await system.settings.setDerivatives({
      watermarks: [{ name: 'all', picture: hash } as never],
      usualWatermark: 'all',
    })
    await expect(guest().videos.open(id)).rejects.toMatchObject({ code: 'DERIVATIVE_NOT_FOUND' })
    expect((await guest().videos.playback(id)).version).toBe('none')
    await system.settings.setDerivatives({ usualWatermark: null, watermarks: [] })

    await system.photos.delete([id])
    await expect.poll(async () => (await versions()).filter((name) => name.includes(sha256))).toEqual([])
  }, 300_000)

  it('that no program can convert are said to be so, and not tried again', async () => {
    const path = await film('avi', avi)
    // Its index is whole, its pictures are not.
    const bytes = await readFile(path)
    const from = bytes.indexOf('movi', 0, 'latin1') + 4
    bytes.fill(0xaa, from, bytes.length)
    await writeFile(path, bytes)
    const { id } = await add(path)
    expect((await guest().videos.playback(id)).version).toBe('waiting')
    await work()
    expect((await guest().videos.playback(id)).version).toBe('impossible')
    const waiting = await gallery.jobs.list({ state: 'waiting' })
    expect(waiting.filter(({ queue }) => queue === videoQueue)).toEqual([])
  }, 300_000)
})
