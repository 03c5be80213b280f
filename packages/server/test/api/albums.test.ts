import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('albums', (world) => {
  it('have permalinks, orders, covers and defaults', async () => {
    const { as, client } = world()
    const admin = await as('admin')
    const name = `n${Math.random().toString(36).slice(2)}`
    const top = await admin.albums.create({ name, parentId: null, childrenOrder: 'name' })
    expect(top).toMatchObject({ coverMode: 'auto', comments: true, permalink: null, isSmart: false, query: null })
    const ids: number[] = []
    for (const child of ['B', 'A', 'C']) ids.push((await admin.albums.create({ name: child, parentId: top.id })).id)
    const names = async () => (await admin.albums.list({ parent: top.id })).items.map((album) => album.name)
    expect(await names()).toEqual(['A', 'B', 'C'])
    await admin.albums.reorder({ parent: top.id, ids })
    expect(await names()).toEqual(['B', 'A', 'C'])
    await admin.albums.sort({ parent: top.id, by: 'name', descending: true })
    expect(await names()).toEqual(['C', 'B', 'A'])

    await admin.albums.update({ id: top.id, permalink: `${name}/one` })
    await admin.albums.update({ id: top.id, permalink: `${name}/two`, cover: { mode: 'none' } })
    expect(await client().albums.resolve({ permalink: `${name}/ONE` })).toEqual({ albumId: top.id, isCurrent: false })
    const { items } = await admin.albums.permalinks({ id: top.id })
    expect(items.map((permalink) => permalink.path)).toEqual([`${name}/two`, `${name}/one`])
    await admin.albums.forgetPermalink({ id: top.id, permalinkId: items[1]?.id ?? 0 })
    await expect(client().albums.resolve({ permalink: `${name}/one` })).rejects.toMatchObject({
      status: 404,
      code: 'ALBUM_NOT_FOUND',
    })
    await expect(admin.albums.update({ id: ids[0] ?? 0, permalink: `${name}/two` })).rejects.toMatchObject({
      status: 409,
      code: 'NAME_TAKEN',
      issues: [{ path: 'permalink' }],
    })
    expect((await client().albums.find({ text: name })).items.map((album) => album.id)).toEqual([top.id])

    const defaults = await admin.albums.defaults()
    expect(await admin.albums.setDefaults({ comments: false })).toEqual({ ...defaults, comments: false })
    await admin.albums.setDefaults(defaults)
    await expect(client().albums.defaults()).rejects.toMatchObject({ status: 401 })
    await expect((await as('member')).albums.setDefaults({ comments: false })).rejects.toMatchObject({ status: 403 })
    await admin.albums.delete({ id: top.id })
  })

  it('that are smart take no photos', async () => {
    const admin = await world().as('admin')
    const smart = await admin.albums.create({ name: 'Smart', parentId: null, query: 'rating:>3' })
    expect(smart).toMatchObject({ isSmart: true })
    await expect(admin.albums.placePhotos({ id: smart.id, photoIds: [1], before: null })).rejects.toMatchObject({
      status: 409,
      code: 'ALBUM_IS_SMART',
    })
    await expect(admin.albums.orderPhotos({ id: smart.id, photoIds: [] })).rejects.toMatchObject({ status: 400 })
    await admin.albums.delete({ id: smart.id })
  })
})
