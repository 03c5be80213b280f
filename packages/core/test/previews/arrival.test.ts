import { spawnSync } from 'node:child_process'
import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { renderingQueue } from '../../src/photos/photo.rendering.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { describeDialects } from '../dialects.ts'
import { useFakeTools } from '../tools/fake-tools.ts'
import { refusalOf, type TestWorld } from '../world.ts'

const answersVersion = 'if [ "$1" = -version ]; then echo "ffmpeg version 9"; exit; fi'

describeWith('ffmpeg', 'a program that arrives later', ({ ffmpeg }) => {
  const fakes = useFakeTools()

  /** A second of red over green; turned by a quarter where its index says so. */
  const film = async (turned = false): Promise<Buffer> => {
    const path = join(fakes.run(), 'film.mp4')
    const red = 'color=red:s=64x16:d=1:r=8,pad=64:32:0:0:green'
    const made = spawnSync(ffmpeg, ['-loglevel', 'error', '-f', 'lavfi', '-i', red, '-pix_fmt', 'yuv420p', '-y', path])
    expect(made.status).toBe(0)
    const bytes = await readFile(path)
    // The matrix of the track (ISO/IEC 14496-12, 8.3.2), behind the type, the version and 36 bytes.
    const at = bytes.indexOf('tkhd') + 4 + 40
    if (turned)
      for (const [index, value] of [0, 65536, 0, -65536, 0].entries()) bytes.writeInt32BE(value, at + index * 4)
    return bytes
  }

  const add = async (world: TestWorld, album: number, bytes: Buffer, fileName: string) =>
    (await world.system.photos.add({ content: Readable.from([bytes]), fileName, album })).photo

  describeDialects('on a gallery', ({ name, openTestGallery }) => {
    const bin = () => join(fakes.bin(), name)
    afterAll(() => rm(bin(), { recursive: true, force: true }))

    it('gives pictures to what was uploaded before', async () => {
      await mkdir(bin())
      const world = await openTestGallery({ tools: { searchPath: bin() } })
      const album = (await world.addAlbum('Films')).id
      const before = await add(world, album, await film(), 'film.mp4')
      expect([before.widthPx, before.heightPx, before.derivatives]).toEqual([64, 32, {}])
      await refusalOf(world.system.derivatives.open(before.id, { size: 'thumb' }), 'MEDIA_NOT_RENDERABLE')
      expect((await world.system.albums.get(album)).coverPhotoId).toBeNull()

      const markings = async () => {
        const jobs = world.db.read.selectFrom('jobs').select('id').where('queue', '=', renderingQueue)
        return (await jobs.execute()).length
      }
      expect(await markings()).toBe(0)
      await symlink(ffmpeg, join(bin(), 'ffmpeg'))
      const statuses = await world.system.tools.refresh()
      expect(statuses.find((tool) => tool.name === 'ffmpeg')?.version).toMatch(/\d/)
      expect(await markings()).toBe(1)
      while (await world.gallery.jobs.runNext());
      const done = await markings()
      const after = await world.system.photos.get(before.id)
      expect(Object.keys(after.derivatives)).toContain('thumb')
      expect((await world.system.albums.get(album)).coverPhotoId).toBe(before.id)
      const { bytes } = await world.system.derivatives.open(before.id, { size: 'thumb' })
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
      expect([info.width, info.height]).toEqual([64, 32])
      expect(data[0]).toBeGreaterThan(200)
      expect(data.at(-2)).toBeGreaterThan(100)

      // The same programs: nothing to do.
      await world.system.tools.refresh()
      expect(await markings()).toBe(done)

      const turned = await add(world, album, await film(true), 'turned.mp4')
      expect([turned.widthPx, turned.heightPx]).toEqual([32, 64])
      const shown = await world.system.derivatives.open(turned.id, { size: 'thumb' })
      expect([shown.widthPx, shown.heightPx]).toEqual([32, 64])

      // And when it goes again, there is an icon, not a fault.
      await rm(join(bin(), 'ffmpeg'))
      await world.system.tools.refresh()
      expect((await world.system.photos.get(before.id)).derivatives).toEqual({})
    })

    it('that cannot read a file leaves it with its icon', async () => {
      const fake = join(fakes.bin(), `${name}-fake`)
      await mkdir(fake)
      await fakes.script(`${name}-fake/ffmpeg`, `${answersVersion}; echo cannot >&2; exit 1`)
      const world = await openTestGallery({ tools: { searchPath: fake } })
      const album = (await world.addAlbum('Films')).id
      const photo = await add(world, album, await film(), 'film.mp4')
      expect(Object.keys(photo.derivatives)).toContain('thumb')
      const error = await refusalOf(world.system.derivatives.open(photo.id, { size: 'thumb' }), 'MEDIA_NOT_RENDERABLE')
      expect(String((error.cause as AggregateError).errors)).toContain('did not do its work (failed)')
      expect((await world.system.photos.get(photo.id)).derivatives).toEqual({})
      expect(await world.files('incoming')).toEqual([])
    })

    it('that hangs costs its time once, and the next picture none', async () => {
      const fake = join(fakes.bin(), `${name}-slow`)
      await mkdir(fake)
      await fakes.script(`${name}-slow/ffmpeg`, `${answersVersion}; /bin/sleep 60`)
      const world = await openTestGallery({ tools: { searchPath: fake, timeoutMs: 500 } })
      const album = (await world.addAlbum('Films')).id
      const photo = await add(world, album, await film(), 'film.mp4')
      const start = performance.now()
      const opened = (size: string) => world.system.derivatives.open(photo.id, { size })
      await Promise.all([refusalOf(opened('thumb'), 'MEDIA_TIMEOUT'), refusalOf(opened('small'), 'MEDIA_TIMEOUT')])
      await refusalOf(opened('medium'), 'MEDIA_TIMEOUT')
      expect(performance.now() - start).toBeLessThan(2_500)
      expect(await world.files('incoming')).toEqual([])
    })
  })
})
