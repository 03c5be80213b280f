import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import type { FullGalleryEvent } from '../../src/events/event.types.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'
import { until } from './receiver.ts'

describeDialects('events', (dialect) => {
  it('come to a subscriber in the order of commits, from where it was', async () => {
    const { gallery, system, addAlbum } = await dialect.openTestGallery()
    const seen: string[] = []
    const first = gallery.events.subscribe(
      { types: ['album.*'] },
      (event) => void seen.push(`${event.type} ${event.after?.name}`),
    )
    await until(() => first.cursor !== null)
    await addAlbum('One')
    await system.groups.create({ name: 'not asked for' })
    await addAlbum('Two')
    await until(() => seen.length === 2)
    const cursor = first.cursor as string
    await first.close()
    await addAlbum('Three')
    const again = gallery.events.subscribe(
      { after: cursor, types: ['album.created'] },
      (event) => void seen.push(`${event.type} ${event.after?.name}`),
    )
    await until(() => seen.length === 3)
    await again.close()
    expect(seen).toEqual(['album.created One', 'album.created Two', 'album.created Three'])
  })

  it('come again to a subscriber that failed, and nothing overtakes them', async () => {
    const { gallery, addAlbum } = await dialect.openTestGallery()
    const seen: string[] = []
    let failures = 2
    await using _ = gallery.events.subscribe({ after: '0-0', types: ['album.created'] }, (event) => {
      seen.push(String(event.after?.name))
      if (failures-- > 0) throw new Error('not now')
    })
    await addAlbum('A')
    await addAlbum('B')
    await until(() => seen.at(-1) === 'B')
    expect(seen).toEqual(['A', 'A', 'A', 'B'])
  })

  it('of another process come, too', async () => {
    const { gallery, database } = await dialect.openTestGallery()
    const other = await dialect.openTestGallery({ on: database })
    const controller = new AbortController()
    const stream = gallery.events.stream({ after: '0-0', types: ['album.created'], signal: controller.signal })
    const next = stream.next()
    await other.addAlbum('Elsewhere')
    expect((await next).value).toMatchObject({ type: 'album.created', after: { name: 'Elsewhere' } })
    const waiting = stream.next()
    controller.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  it('are complete and in one order, however many write at once', async () => {
    const { gallery, system, database } = await dialect.openTestGallery()
    const other = await dialect.openTestGallery({ on: database })
    const live: FullGalleryEvent[] = []
    const subscription = gallery.events.subscribe(
      { after: '0-0', types: ['group.created'] },
      (event) => void live.push(event),
    )
    const names = Array.from({ length: 60 }, (_, index) => `group ${index}`)
    await Promise.all(names.map((name, index) => (index % 2 ? system : other.system).groups.create({ name })))
    await until(() => live.length >= names.length)
    await sleep(50)
    await subscription.close()
    const kept = []
    for (let after = '0-0'; ; ) {
      const page = await system.events.list({ after, types: ['group.created'], limit: 7 })
      kept.push(...page.items)
      after = page.cursor
      if (!page.hasMore) break
    }
    expect(new Set(live.map(({ id }) => id)).size).toBe(names.length)
    expect(live.map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
    expect(live.map(({ after }) => after?.name).sort()).toEqual(names.sort())
  })

  it('tell nobody of what they may not see', async () => {
    const { gallery, system, addAlbum, addPhoto, addUser } = await dialect.openTestGallery()
    const user = await addUser('anna')
    const open = await addAlbum('Open')
    const closed = await addAlbum('Closed', { visibility: 'private' })
    const shown = await addPhoto(open.id)
    const hidden = await addPhoto(closed.id)
    const gone = await addPhoto(open.id)
    await system.photos.delete([gone.id])
    const learn = async (who: typeof system) => {
      const { items } = await who.events.list({ limit: 500 })
      return items.map(({ subject }) => `${subject.type} ${subject.id}`)
    }
    for (const who of [user.as, gallery.as(guest)]) {
      const known = new Set(await learn(who))
      expect(known).toEqual(new Set([`album ${open.id}`, `photo ${shown.id}`]))
    }
    expect(await learn(system)).toContain(`photo ${hidden.id}`)
    expect(await learn(system)).toContain(`user ${user.id}`)
    // What is taken away is not told of from the next question on.
    await system.albums.update(open.id, { visibility: 'private' })
    expect(await learn(user.as)).toEqual([])
    // Contents are for nobody but the program itself.
    const { items } = await system.events.list({ limit: 500 })
    expect(items.every((event) => !('before' in event) && !('after' in event))).toBe(true)
  })

  it('refuse what is no place and no type', async () => {
    const { system } = await dialect.openTestGallery()
    await refusalOf(system.events.list({ after: 'x' }), 'CURSOR_INVALID')
    await refusalOf(system.events.list({ after: '99999999999999999-1' }), 'CURSOR_INVALID')
    const { issues } = await refusalOf(system.events.list({ types: ['nothing'] }), 'INPUT_INVALID')
    expect(issues).toEqual([{ path: 'types.0', message: 'Must be a type such as photo.added or photo.*.' }])
  })
})
