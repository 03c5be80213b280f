import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const picture = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } })
    .withMetadata({ exif: { IFD0: { Artist: 'Somebody' } } })
    .png()
    .toBuffer()

describeDialects('the logo of the site', ({ openTestGallery }) => {
  const open = async () => {
    const world = await openTestGallery()
    const admin = await world.addUser('boss', { role: 'admin' })
    const logo = async () => (await world.gallery.as({ kind: 'guest' }).appearance()).logo
    const rows = async () => {
      return (await world.db.read.selectFrom('settings').select('key').where('key', 'like', 'site.logo.%').execute())
        .length
    }
    return { world, settings: admin.as.settings, logo, rows }
  }

  it('is drawn anew within its bounds, seen by everybody, and replaced picture by picture', async () => {
    const { settings, logo, rows } = await open()
    expect(await logo()).toBeNull()
    const first = await settings.setLogo({ light: await picture(2_000, 400, '#204060') })
    expect(first).toEqual({
      light: { digest: expect.any(String), widthPx: 640, heightPx: 128 },
      dark: null,
      withTitle: false,
    })
    expect(await logo()).toEqual(first)
    const kept = await settings.logoPicture(first?.light?.digest ?? '')
    const { format, width, height, exif } = await sharp(kept).metadata()
    expect({ format, width, height, exif }).toEqual({ format: 'png', width: 640, height: 128 })

    const both = await settings.setLogo({ dark: await picture(100, 50, '#ffffff'), withTitle: true })
    expect(both).toMatchObject({ light: first?.light, dark: { widthPx: 100, heightPx: 50 }, withTitle: true })
    expect(await rows()).toBe(2)
    // The same picture for both is kept once, and stays for the other.
    const same = await settings.setLogo({ light: await picture(100, 50, '#ffffff') })
    expect(same?.light).toEqual(same?.dark)
    expect(await rows()).toBe(1)
    await settings.setLogo({ light: null })
    expect(await rows()).toBe(1)
    expect(await settings.setLogo({ dark: null })).toBeNull()
    expect(await rows()).toBe(0)
    await refusalOf(settings.logoPicture(same?.dark?.digest ?? ''), 'STORAGE_NOT_FOUND')
  })

  it('keeps to a size that every page can load', async () => {
    const { settings } = await open()
    const noise = Buffer.from(Array.from({ length: 640 * 160 * 3 }, (_, at) => (at * 7_919) % 251))
    const jpeg = await sharp(noise, { raw: { width: 640, height: 160, channels: 3 } })
      .jpeg()
      .toBuffer()
    const logo = await settings.setLogo({ light: jpeg })
    expect((await settings.logoPicture(logo?.light?.digest ?? '')).byteLength).toBeLessThan(110_000)
  })

  it('stays as it was where what was given is no picture, or somebody else asks', async () => {
    const { world, settings, logo, rows } = await open()
    const before = await settings.setLogo({ light: await picture(100, 50, '#204060') })
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for (const bytes of [Buffer.alloc(0), Buffer.from('no picture'), svg, Buffer.alloc(600_000)]) {
      const { issues } = await refusalOf(settings.setLogo({ light: null, dark: bytes }), 'INPUT_INVALID')
      expect(issues?.map(({ path }) => path)).toEqual(['dark'])
    }
    await refusalOf(settings.setLogo({ withTitle: 'yes' as never }), 'INPUT_INVALID')
    const member = await world.addUser('ann')
    await refusalOf(member.as.settings.setLogo({ light: null }), 'FORBIDDEN')
    await refusalOf(member.as.settings.logoPicture(before?.light?.digest ?? ''), 'FORBIDDEN')
    expect(await logo()).toEqual(before)
    expect(await rows()).toBe(1)
  })
})
