import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { describeSqlite } from './dialects.ts'
import { refusalOf } from './world.ts'

describeSqlite('plugins', ({ openTestGallery }) => {
  it('are told of to administrators: what each handles, how often, and how often it failed', async () => {
    const { gallery, system, addUser } = await openTestGallery()
    const ann = await addUser('ann')
    expect(await system.plugins.list()).toEqual([])
    const owner = 'shouting'
    const stop = gallery.hooks.filter(
      'album.creating',
      ({ draft }) => ({ draft: { ...draft, name: draft.name.toUpperCase() } }),
      { owner, priority: 5 },
    )
    gallery.hooks.on('album.created', () => Promise.reject(new Error('No')), { owner })
    gallery.hooks.on('album.created', () => {})
    expect((await system.albums.create({ name: 'Sea' })).name).toBe('SEA')
    expect(await system.plugins.list()).toEqual([
      {
        id: 'host',
        hooks: [{ name: 'album.created', kind: 'action-after-commit', priority: 10, calls: 1, faults: 0 }],
      },
      {
        id: owner,
        hooks: [
          { name: 'album.created', kind: 'action-after-commit', priority: 10, calls: 1, faults: 1 },
          { name: 'album.creating', kind: 'filter', priority: 5, calls: 1, faults: 0 },
        ],
      },
    ])
    stop()
    gallery.hooks.removeOwner(owner)
    expect((await system.plugins.list()).map(({ id }) => id)).toEqual(['host'])
    await refusalOf(ann.as.plugins.list(), 'FORBIDDEN')
    await refusalOf(gallery.as(guest).plugins.list(), 'UNAUTHENTICATED')
  })
})
