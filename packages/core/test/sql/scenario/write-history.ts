import type { Scene } from './scene.ts'

/** Visits of a user and a guest, looked for in every way, summed up and forgotten. */
export const writeHistory = async ({ admin, member, guest, gallery, clock }: Scene): Promise<void> => {
  const { history } = admin
  await history.settings()
  await history.setSettings({ guests: true, users: true, addresses: 'digest' })
  const [photo] = (await member.photos.list({ limit: 1 })).items
  if (!photo) throw new Error('The scene has no photo.')
  const address = '203.0.113.42'
  const flush = async () => {
    await history.purge({ what: 'lines', before: '1990-01-01' })
    while (await gallery.jobs.runNext());
  }
  for (let at = 0; at < 3; at++) {
    await member.photos.visited(photo.id, { section: 'albums', albumId: 1, address })
    await guest.history.record({ section: 'tags', tagId: 1, address })
  }
  await flush()
  clock.advance(1_000)
  await guest.history.record({ section: 'photos', photoId: photo.id, type: 'download' })
  await flush()
  const first = await history.list({ limit: 1 })
  await history.list({ limit: 1, cursor: first.nextCursor ?? undefined })
  await history.list({ types: ['page'], who: 'guest', section: 'tags', tagId: 1, albumId: 1, linkId: 1 })
  await history.list({ userId: 2 })
  await history.list({ userId: 2, types: ['page'], photoId: photo.id })
  await history.list({ photoId: photo.id, from: '2020-01-01T00:00:00Z', to: '2050-01-01T00:00:00Z' })
  await history.list({ fileName: photo.fileName, address })
  await admin.overview.read()
  await history.summary({ by: 'hour' })
  await history.summary({ by: 'day' })
  await history.summary({ by: 'month' })
  await history.summary({ by: 'year' })
  for await (const _ of (await member.account.export()).content);
  await gallery.jobs.enqueue('history.forget', { userId: 2 })
  while (await gallery.jobs.runNext());
  await history.setSettings({ guests: false, users: false })
  await history.purge({ what: 'all' })
  while (await gallery.jobs.runNext());
}
