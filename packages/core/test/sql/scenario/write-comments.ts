import { linkActor } from '../../../src/access/actor.ts'
import type { Scene } from './scene.ts'

/** User 2 and a link write, user 1 decides. */
export const writeComments = async ({ admin, member, guest, gallery, clock }: Scene): Promise<void> => {
  const album = await admin.albums.create({ name: 'Of comments' })
  const [photo] = (await member.photos.list({ limit: 1 })).items
  if (!photo) throw new Error('The scene has no photo.')
  const target = { photoId: photo.id }
  await admin.comments.settings()
  await admin.comments.setSettings({
    enabled: true,
    guests: true,
    floodSeconds: 1,
    mailMinutes: 5,
    mailOn: ['added', 'pending', 'edited', 'removed'],
  })
  const first = await member.comments.add(target, { body: 'The light in this one' })
  clock.advance(2_000)
  const answer = await member.comments.add(target, { body: 'And the sky', parentId: first.id })
  const waiting = await guest.comments.add(target, { body: 'Hello', name: 'Zoe' }, { address: '203.0.113.42' })
  await member.comments.update(answer.id, { body: 'And the sky above' })
  clock.advance(2_000)
  const onAlbum = await member.comments.add({ albumId: album.id }, { body: 'All of them' })
  for (const as of [admin, member, guest]) {
    const { nextCursor } = await as.comments.ofPhoto(photo.id, { limit: 1 })
    await as.comments.ofPhoto(photo.id, { limit: 1, cursor: nextCursor ?? undefined })
    await as.comments.ofAlbum(album.id)
    await as.photos.inList(photo.id, {})
    const page = await as.comments.list({ limit: 1 })
    await as.comments.list({ limit: 1, cursor: page.nextCursor ?? undefined })
    await as.comments.list({ limit: 1, query: 'light', order: 'oldest' })
  }
  await admin.comments.setSettings({ order: 'newest' })
  const newest = await member.comments.ofPhoto(photo.id, { limit: 1 })
  await member.comments.ofPhoto(photo.id, { limit: 1, cursor: newest.nextCursor ?? undefined })
  await admin.comments.list({ state: 'pending' })
  await admin.comments.list({ albumId: album.id, authorId: 2, from: '2020-01-01', to: '2050-01-01' })
  await admin.comments.approve([waiting.id])

  const { link } = await admin.shares.create({ name: 'Asks', photoIds: [photo.id], feedback: ['comment'] })
  const visitor = gallery.as(linkActor(link.id))
  const asked = await visitor.comments.add(target, { body: 'A brighter one?' })
  await visitor.comments.ofPhoto(photo.id)
  await visitor.comments.list()
  await visitor.photos.inList(photo.id, {})
  await admin.comments.add(target, { body: 'Tomorrow', parentId: asked.id })
  await admin.comments.ofLink(link.id)
  await admin.comments.ofLink(link.id, { limit: 1 })
  await admin.shares.revoke(link.id)

  for await (const _ of (await member.account.export()).content);
  const { nextCursor } = await member.comments.list({ limit: 1 })
  await member.comments.remove([first.id])
  await admin.comments.remove([answer.id, waiting.id, onAlbum.id])
  // Nothing is left on the page that follows.
  await member.comments.list({ limit: 1, cursor: nextCursor ?? undefined })
  await admin.comments.setSettings({ enabled: false })
  await member.photos.inList(photo.id, {})
  await admin.albums.delete(album.id)
}
