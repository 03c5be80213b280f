import { userActor } from '../../../src/access/actor.ts'
import { runJobs, tokenIn } from '../../accounts/accounts-world.ts'
import { password } from '../../world.ts'
import type { Scene } from './scene.ts'

/** Letters and a feed about what is new. */
export const writeNews = async (scene: Scene): Promise<void> => {
  const { admin, gallery, postbox, system } = scene
  await admin.news.setSettings({ enabled: true })
  const { id } = await system.users.create({ username: 'scenario news', password, email: 'news@example.org' })
  const own = scene.as(userActor(id))
  await own.news.choose({ rhythm: 'daily' })
  await own.news.own()
  const { key } = await own.news.makeFeed()
  await gallery.news.userOfFeed(key)
  await own.news.removeFeed()
  const album = await system.albums.create({ name: 'Scenario news', visibility: 'public' })
  const photo = await scene.addPhoto(album.id)
  scene.clock.advance(60_000)
  await admin.news.settings()
  await admin.news.state()
  const { nextCursor } = await admin.news.subscribers({ limit: 1 })
  if (nextCursor !== null) await admin.news.subscribers({ limit: 1, cursor: nextCursor })
  await admin.news.preview()
  await admin.news.send()
  await runJobs(gallery)
  const token = tokenIn(postbox.take('news@example.org')[0])
  await gallery.news.subscriptionOf(token)
  await gallery.news.unsubscribe(token)
  await admin.news.chooseFor(id, { rhythm: 'never' })
  await admin.news.setSettings({ enabled: false })
  await admin.photos.delete([photo.id])
  await system.albums.delete(album.id)
  await system.users.delete(id)
}
