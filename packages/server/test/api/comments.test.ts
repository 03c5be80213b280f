import { createClient } from '@vitrine/sdk'
import type { CommentSettings } from '@vitrine/sdk/contract'
import { expect, it } from 'vitest'
import { describeServer, outcomeOf } from './world.ts'

describeServer('comments', (world) => {
  const visitorOf = (link?: string) =>
    createClient({
      baseUrl: world().baseUrl,
      fetch: (request) => world().server.fetch(request),
      maxRetries: 0,
      ...(link === undefined ? {} : { link }),
    })
  const settings: CommentSettings = {
    enabled: true,
    guests: false,
    moderation: 'guests',
    mayEditOwn: true,
    mayRemoveOwn: true,
    floodSeconds: 0,
    maxLinks: 3,
    order: 'oldest',
    mailOn: [],
  }

  it('AZ-20, AZ-21: are written, read, found and decided on as the guide says', async () => {
    const { photos, albums } = world()
    const [admin, ann] = [await world().as('admin'), await world().as('member')]
    expect(await ann.comments.ofPhoto({ id: photos.open.id })).toMatchObject({ total: 0, mayComment: false })
    expect(await outcomeOf(ann.comments.setSettings(settings))).toBe('403 FORBIDDEN')
    expect(await admin.comments.setSettings(settings)).toEqual({ ...settings, mailMinutes: 10 })
    expect((await admin.comments.settings()).enabled).toBe(true)

    const body = '<script>alert("canary")</script>'
    const first = await ann.comments.addToPhoto({ id: photos.open.id, body })
    expect(first).toMatchObject({ body, state: 'shown', photoId: photos.open.id, mayEdit: true })
    const answer = await admin.comments.addToPhoto({ id: photos.open.id, body: 'Indeed', parentId: first.id })
    const secret = await admin.comments.addToPhoto({ id: photos.hidden.id, body: 'canary in a hidden place' })
    await admin.comments.addToAlbum({ id: albums.open.id, body: 'All of them' })
    const page = await ann.comments.ofPhoto({ id: photos.open.id })
    expect(page.items.map(({ id }) => id)).toEqual([first.id, answer.id])
    expect((await ann.comments.ofAlbum({ id: albums.open.id })).total).toBe(1)
    expect((await visitorOf().comments.list({ query: 'canary' })).items.map(({ id }) => id)).toEqual([first.id])

    const stranger = visitorOf()
    expect(await outcomeOf(stranger.comments.ofPhoto({ id: photos.hidden.id }))).toBe('404 PHOTO_NOT_FOUND')
    expect(await outcomeOf(stranger.comments.addToPhoto({ id: photos.open.id, body: 'x', name: 'x' }))).toBe(
      '401 UNAUTHENTICATED',
    )
    expect(await outcomeOf(stranger.comments.remove({ id: secret.id }))).toBe('401 UNAUTHENTICATED')
    expect(await outcomeOf(ann.comments.update({ id: answer.id, body: 'x' }))).toBe('403 FORBIDDEN')
    expect((await ann.comments.update({ id: first.id, body: 'Softer' })).editedAt).not.toBeNull()
    expect(await outcomeOf(ann.comments.removeMany({ ids: [first.id, answer.id] }))).toBe('403 FORBIDDEN')
    await ann.comments.remove({ id: first.id })
    expect((await ann.comments.ofPhoto({ id: photos.open.id })).items[0]).toMatchObject({
      state: 'removed',
      body: null,
    })
    await admin.comments.removeMany({ ids: [answer.id, secret.id] })
    expect((await ann.comments.ofPhoto({ id: photos.open.id })).total).toBe(0)
    for (const wrong of ['', ' ', 'x'.repeat(5_001)])
      expect(await outcomeOf(ann.comments.addToPhoto({ id: photos.open.id, body: wrong }))).toBe('400 INPUT_INVALID')
  })

  it('DO-13: of guests wait, and come no faster than the settings say', async () => {
    const { photos } = world()
    const admin = await world().as('admin')
    await admin.comments.setSettings({ ...settings, guests: true, floodSeconds: 60 })
    const guest = visitorOf()
    const draft = { id: photos.open.id, body: 'Hello', name: 'Zoe <i>' }
    const waiting = await guest.comments.addToPhoto(draft)
    expect([waiting.state, waiting.author.name]).toEqual(['pending', 'Zoe <i>'])
    expect(await outcomeOf(guest.comments.addToPhoto(draft))).toBe('429 RATE_LIMITED')
    expect((await guest.comments.ofPhoto({ id: photos.open.id })).total).toBe(0)
    expect(await outcomeOf(guest.comments.list({ state: 'pending' }))).toBe('401 UNAUTHENTICATED')
    expect((await admin.comments.list({ state: 'pending' })).items.map(({ id }) => id)).toEqual([waiting.id])
    await admin.comments.approve({ ids: [waiting.id] })
    expect((await guest.comments.ofPhoto({ id: photos.open.id })).total).toBe(1)
    await admin.comments.remove({ id: waiting.id })
    await admin.comments.setSettings(settings)
  })

  it('of a link are between its visitors and whoever made it', async () => {
    const { photos, albums } = world()
    const admin = await world().as('admin')
    const { link, key } = await admin.shares.create({ name: 'x', albumIds: [albums.hidden.id], feedback: ['comment'] })
    const visitor = visitorOf(key)
    const asked = await visitor.comments.addToPhoto({ id: photos.hidden.id, body: 'A brighter one?' })
    expect(asked.linkId).toBe(link.id)
    expect((await admin.comments.ofLink({ id: link.id })).items.map(({ id }) => id)).toEqual([asked.id])
    expect(await outcomeOf(visitor.comments.ofLink({ id: link.id }))).toBe('404 LINK_NOT_FOUND')
    expect((await visitor.comments.ofPhoto({ id: photos.hidden.id })).total).toBe(1)
  })
})
