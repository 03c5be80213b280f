import type { SendWebhook } from '../../../src/webhooks/webhook.types.ts'
import type { Scene } from './scene.ts'

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** What happened, read by those who may, and sent to an address that takes it, does not, and takes it again. */
export const followEvents = async (scene: Scene): Promise<void> => {
  const { admin, member, gallery } = scene
  const start = await admin.events.latest()
  await gallery.figures()
  let status = 200
  const ids: string[] = []
  const send: SendWebhook = async ({ headers }) => {
    ids.push(String(headers['webhook-id']))
    return { status }
  }
  gallery.webhooks.use(send)
  const { webhook } = await admin.webhooks.create({
    url: 'https://example.org/',
    types: ['album.created'],
    after: start,
  })
  gallery.webhooks.start()
  await admin.albums.create({ name: 'SQL told of' })
  await until(async () => (await admin.webhooks.deliveries(webhook.id, { state: 'delivered' })).total === 1)
  status = 500
  await admin.albums.create({ name: 'SQL not taken' })
  await until(async () => (await admin.webhooks.deliveries(webhook.id, { state: 'waiting' })).total === 1)
  const [delivery] = (await admin.webhooks.deliveries(webhook.id, { limit: 1 })).items
  status = 200
  await admin.webhooks.resend(webhook.id, delivery?.id ?? 0)
  await admin.webhooks.test(webhook.id)
  await admin.webhooks.replay(webhook.id, { since: new Date(0).toISOString() })
  await admin.webhooks.replay(webhook.id, { after: start })
  await admin.webhooks.update(webhook.id, { state: 'paused' })
  await admin.webhooks.renewSecret(webhook.id)
  await admin.webhooks.list()
  await admin.webhooks.get(webhook.id)
  await admin.webhooks.delete(webhook.id)
  const album = await scene.addAlbum('Of events')
  const photo = await scene.addPhoto(album.id, { seed: 'sql event' })
  await admin.events.list({ after: start })
  await member.events.list({ after: start })
  await admin.photos.delete([photo.id])
}
