import { rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { expect, it, vi } from 'vitest'
import { guest as guestActor } from '../../src/access/actor.ts'
import type { ArchiveOptions } from '../../src/archives/archive.types.ts'
import type { Gallery } from '../../src/gallery.types.ts'
import { reject } from '../../src/hooks/rejection.ts'
import { describeDialects } from '../dialects.ts'
import { pictureOf, refusalOf } from '../world.ts'
import { sha256Of, unzip } from './unzip.ts'

vi.setConfig({ testTimeout: 120_000 })

const enter = async ({ gallery }: { readonly gallery: Gallery }, key: string) => {
  const entered = await gallery.shares.enter({ key })
  if (!entered) throw new Error('The link did not open')
  return gallery.as(entered.actor)
}

describeDialects('archives', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant } = world
    const ann = await addUser('ann')
    const [open, shown, hidden] = [
      await addAlbum('Open', { visibility: 'private' }),
      await addAlbum('Shown', { visibility: 'private' }),
      await addAlbum('Hidden', { visibility: 'private' }),
    ]
    await grant(open.id, [['user', ann.id, 'view', 'download', 'share']])
    await grant(shown.id, [['user', ann.id, 'view']])
    return { ...world, ann, open, shown, hidden, addPhoto }
  }
  const bytesOf = async (seed: string) => sha256Of(await pictureOf(seed))
  const sums = (files: ReadonlyMap<string, Buffer>) =>
    Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)]))

  it('holds the originals of a list, byte by byte, with names of their own', async () => {
    const { ann, open, addPhoto } = await build()
    await addPhoto(open.id, { seed: 'one', fileName: 'IMG_1.jpg' })
    await addPhoto(open.id, { seed: 'two', fileName: 'img_1.JPG' })
    await addPhoto(open.id, { seed: 'three', fileName: '../été?.jpg' })
    const archive = await ann.as.archives.open({ album: open.id, sort: 'id' })
    expect(archive).toMatchObject({ fileName: 'Open.zip', photos: 3, leftOut: 0 })
    expect(sums(await unzip(archive.stream))).toEqual({
      'IMG_1.jpg': await bytesOf('one'),
      'img_1 (2).JPG': await bytesOf('two'),
      'été_.jpg': await bytesOf('three'),
    })
    const { bytes } = await ann.as.archives.estimate({ album: open.id })
    expect(bytes).toBe(
      (await pictureOf('one')).length + (await pictureOf('two')).length + (await pictureOf('three')).length,
    )
  })

  it('AZ-33: of an album tree with mixed visibility and rights holds the allowed files alone, no name or size of others', async () => {
    const { ann, gallery, addAlbum, addPhoto, grant, open, system } = await build()
    const [sea, closed, secret] = [
      await addAlbum('Sea', { parentId: open.id, visibility: 'private' }),
      await addAlbum('Only to look at', { parentId: open.id, visibility: 'private' }),
      await addAlbum('Secret', { parentId: open.id, visibility: 'private' }),
    ]
    await grant(sea.id, [['user', ann.id, 'view', 'download']], { inherit: false })
    await grant(closed.id, [['user', ann.id, 'view']], { inherit: false })
    await grant(secret.id, [], { inherit: false })
    await addPhoto(open.id, { seed: 'top', fileName: 'top.jpg' })
    const high = await addPhoto(open.id, { seed: 'high', fileName: 'high.jpg' })
    await system.photos.update(high.id, { level: 8 })
    await addPhoto(sea.id, { seed: 'wave', fileName: 'wave.jpg' })
    const looked = await addPhoto(closed.id, { seed: 'looked', fileName: 'looked.jpg' })
    const kept = await addPhoto(secret.id, { seed: 'kept', fileName: 'kept.jpg' })

    const tree = { album: open.id, recursive: true, folders: true }
    const expected = { 'Sea/wave.jpg': await bytesOf('wave'), 'top.jpg': await bytesOf('top') }
    const archive = await ann.as.archives.open(tree)
    expect([archive.photos, archive.leftOut]).toEqual([2, 1])
    const whole = await buffer(archive.stream)
    for (const word of ['Secret', 'Only to', 'high', 'looked', 'kept']) expect(whole.includes(word), word).toBe(false)
    expect(sums(await unzip((await ann.as.archives.open(tree)).stream))).toEqual(expected)
    const allowed = (await pictureOf('top')).length + (await pictureOf('wave')).length
    expect(await ann.as.archives.estimate(tree)).toEqual({ photos: 2, bytes: allowed, leftOut: 1 })

    // By number, whoever names it; not to be had is told apart from not there as everywhere.
    await refusalOf(ann.as.archives.open({ photoIds: [looked.id] }), 'FORBIDDEN')
    await refusalOf(ann.as.archives.open({ photoIds: [kept.id, high.id, 4_711] }), 'PHOTO_NOT_FOUND')
    await refusalOf(ann.as.archives.open({ album: secret.id }), 'ALBUM_NOT_FOUND')
    await refusalOf(gallery.as(guestActor).archives.open(tree), 'ALBUM_NOT_FOUND')
    await refusalOf(ann.as.archives.open({ photoIds: [looked.id], size: 'small' }), 'FORBIDDEN')
  })

  it('AZ-33: obeys rights that are taken away while it is made', async () => {
    const { ann, open, addPhoto, grant } = await build()
    for (let i = 0; i < 120; i++) await addPhoto(open.id, { seed: `p${i}` })
    const archive = await ann.as.archives.open({ album: open.id, sort: 'id' })
    const chunks: Buffer[] = []
    let isTaken = false
    for await (const chunk of archive.stream) {
      chunks.push(chunk as Buffer)
      if (isTaken) continue
      isTaken = true
      await grant(open.id, [])
    }
    const text = Buffer.concat(chunks).toString('latin1')
    expect(text).toContain('missing.txt')
    expect(text).not.toContain('p119.jpg')
  })

  it('AZ-33: by a link gives what the link gives: smaller pictures without names, where it keeps originals back', async () => {
    const world = await build()
    const { ann, open, shown, addPhoto } = world
    const photo = await addPhoto(open.id, { seed: 'one', fileName: 'private-name.jpg' })
    await addPhoto(shown.id, { seed: 'two' })
    const make = async (more: object) => {
      const { key } = await ann.as.shares.create({ name: 'x', albumIds: [open.id], ...more })
      return enter(world, key)
    }
    const look = await make({})
    await refusalOf(look.archives.open({ album: open.id }), 'FORBIDDEN')
    const full = await make({ capabilities: ['download'] })
    expect([...(await unzip((await full.archives.open({ album: open.id })).stream)).keys()]).toEqual([
      'private-name.jpg',
    ])
    const small = await make({ capabilities: ['download'], maxSize: 'small' })
    const files = await unzip((await small.archives.open({ album: open.id })).stream)
    expect([...files.keys()]).toEqual([`photo-${photo.id}-small.jpg`])
    await refusalOf(small.archives.open({ album: open.id, size: 'large' }), 'SIZE_NOT_FOUND')
    await refusalOf(full.archives.open({ album: shown.id }), 'ALBUM_NOT_FOUND')
  })

  it('gives sizes, favourites and what a query finds', async () => {
    const { ann, open, addPhoto } = await build()
    const [one, two] = [
      await addPhoto(open.id, { seed: 'one', title: 'Lighthouse' }),
      await addPhoto(open.id, { seed: 'two' }),
    ]
    await ann.as.favourites.add([two.id])
    const namesOf = async (options: ArchiveOptions) => [
      ...(await unzip((await ann.as.archives.open(options)).stream)).keys(),
    ]
    expect(await namesOf({ favourites: true })).toEqual(['two.jpg'])
    expect(await namesOf({ q: 'lighthouse' })).toEqual(['one.jpg'])
    const files = await unzip((await ann.as.archives.open({ photoIds: [one.id], size: 'small' })).stream)
    expect([...files.keys()]).toEqual(['one.jpg'])
    expect(sha256Of(files.get('one.jpg')!)).not.toBe(await bytesOf('one'))
    await refusalOf(ann.as.archives.open({}), 'INPUT_INVALID')
    await refusalOf(ann.as.archives.open({ photoIds: [one.id], favourites: true }), 'INPUT_INVALID')
    await refusalOf(ann.as.archives.open({ photoIds: [one.id], size: 'none' }), 'SIZE_NOT_FOUND')
  })

  it('is whole where photos are gone or broken, and says which', async () => {
    const { ann, open, addPhoto, files, system } = await build()
    await addPhoto(open.id, { seed: 'one' })
    await addPhoto(open.id, { seed: 'two' })
    const three = await addPhoto(open.id, { seed: 'three' })
    const archive = await ann.as.archives.open({ album: open.id, sort: 'id' })
    await system.photos.delete([three.id])
    const broken = sha256Of(await pictureOf('one'))
    for (const path of await files('originals')) if (path.includes(broken)) await rm(path)
    const found = await unzip(archive.stream)
    expect([...found.keys()]).toEqual(['missing.txt', 'two.jpg'])
    const text = found.get('missing.txt')!.toString()
    expect(text).toContain('one.jpg: ')
    expect(text).toContain(`Photo ${three.id}: it is not there any more.`)
  })

  it('DO-11: is one at a time for each user; work stops when it is given up', async () => {
    const { ann, addUser, open, grant, addPhoto, system } = await build()
    const ben = await addUser('ben')
    await grant(open.id, [
      ['user', ann.id, 'view', 'download'],
      ['user', ben.id, 'view', 'download'],
    ])
    for (let i = 0; i < 30; i++) await addPhoto(open.id, { seed: `p${i}` })
    const first = await ann.as.archives.open({ album: open.id, size: 'small' })
    await refusalOf(ann.as.archives.open({ album: open.id }), 'ARCHIVE_UNDER_WAY')
    const other = await ben.as.archives.open({ album: open.id })
    other.stream.destroy()

    first.stream.read()
    await new Promise((resolve) => first.stream.once('readable', resolve))
    first.stream.destroy()
    await new Promise((resolve) => first.stream.once('close', resolve))
    const settled = async () => {
      let last = -1
      for (let now = (await system.derivatives.figures()).rendered; now !== last; ) {
        last = now
        await new Promise((resolve) => setTimeout(resolve, 300))
        now = (await system.derivatives.figures()).rendered
      }
      return last
    }
    expect(await settled()).toBeLessThan(30)
    const again = await ann.as.archives.open({ album: open.id })
    expect((await unzip(again.stream)).size).toBe(30)
  })

  it('keeps to what the settings allow', async () => {
    const { ann, gallery, open, addPhoto, system } = await build()
    await addPhoto(open.id)
    await addPhoto(open.id)
    await refusalOf(ann.as.archives.setLimits({ enabled: false }), 'FORBIDDEN')
    await refusalOf(system.archives.setLimits({ maxPhotos: 0 }), 'INPUT_INVALID')
    expect(await system.archives.setLimits({ maxPhotos: 1 })).toMatchObject({ enabled: true, maxPhotos: 1 })
    await refusalOf(ann.as.archives.open({ album: open.id }), 'ARCHIVE_TOO_LARGE')
    await refusalOf(ann.as.archives.estimate({ album: open.id }), 'ARCHIVE_TOO_LARGE')
    await system.archives.setLimits({ maxPhotos: 2 })
    expect((await ann.as.archives.estimate({ album: open.id })).photos).toBe(2)
    await system.archives.setLimits({ enabled: false })
    await refusalOf(ann.as.archives.open({ album: open.id }), 'ARCHIVES_OFF')
    expect(await gallery.as(guestActor).archives.limits()).toMatchObject({ enabled: false })
  })

  it('asks plugins, and leaves out what they keep back', async () => {
    const { ann, gallery, open, addPhoto } = await build()
    const [one, two] = [await addPhoto(open.id, { seed: 'one' }), await addPhoto(open.id, { seed: 'two' })]
    let kept: readonly number[] = [one.id]
    gallery.hooks.gate('download.authorize', ({ photoIds }) =>
      photoIds.some((id) => kept.includes(id)) ? reject('NOT_THIS_ONE', 'Not this one') : undefined,
    )
    expect([...(await unzip((await ann.as.archives.open({ album: open.id })).stream)).keys()]).toEqual(['two.jpg'])
    kept = [one.id, two.id]
    await refusalOf(ann.as.archives.open({ album: open.id }), 'HOOK_REJECTED')
  })
})
