import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tool } from '@vitrine/sdk/contract'
import sharp from 'sharp'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { describeServer } from './world.ts'

describeServer('programs', (world) => {
  it('are told to administrators, and to nobody else', async () => {
    const { as, client } = world()
    const admin = await as('admin')
    const { items } = await admin.tools.list()
    expect(items.map(({ name }) => name)).toContain('ffmpeg')
    for (const item of items) v.parse(Tool, item)
    expect((await admin.tools.refresh()).items).toEqual(items)
    await expect((await as('member')).tools.list()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(client().tools.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describeWith('ffmpeg', 'videos', ({ ffmpeg }) => {
  describeServer('on a server', (world) => {
    it('have a poster, and are sent in parts as players ask for them', async () => {
      const path = join(tmpdir(), `vitrine-video-${process.pid}.mp4`)
      const picture = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:d=2:r=10', '-pix_fmt', 'yuv420p', '-y', path]
      expect(spawnSync(ffmpeg, ['-loglevel', 'error', ...picture]).status).toBe(0)
      const bytes = await readFile(path)
      const { albums, as, request } = world()
      const admin = await as('admin')
      const { photo } = await admin.photos.upload({ file: new File([bytes], 'film.mp4'), album: albums.open.id })
      expect(photo).toMatchObject({ mediaType: 'video', mimeType: 'video/mp4', width: 320, height: 240 })

      const poster = photo.derivatives.small
      expect(poster).toMatchObject({ width: 320, height: 240 })
      const { pathname } = new URL(poster?.url ?? '', world().baseUrl)
      const answer = await request(pathname)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
      expect([width, height]).toEqual([320, 240])

      const original = `/api/v1/photos/${photo.id}/original`
      const probe = await request(original, { headers: { range: 'bytes=0-1' } })
      expect([probe.status, probe.headers.get('content-type')]).toEqual([206, 'video/mp4'])
      expect(probe.headers.get('content-range')).toBe(`bytes 0-1/${bytes.length}`)
      await probe.arrayBuffer()
      const middle = await request(original, { headers: { range: `bytes=1000-${bytes.length - 1}` } })
      expect(Buffer.from(await middle.arrayBuffer()).equals(bytes.subarray(1000))).toBe(true)
      // The page has a player with a still.
      const page = await (await request(`/photos/${photo.id}`)).text()
      expect(page).toContain('<video controls')
      expect(page).toContain(`poster="/media/${photo.id}/`)
    })
  })
})
