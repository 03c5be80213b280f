import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { sendWebhook } from '../../../server/src/outbound/send-webhook.ts'
import { disableAfterMs, maxAttempts } from '../../src/webhooks/retries.ts'
import { type DialectContext, describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'
import { startReceiver, until } from './receiver.ts'

const day = 24 * 3_600_000
const local = { outbound: { allowedRanges: ['127.0.0.0/8'] } }

describeDialects('webhooks', (dialect) => {
  it('send events signed as Standard Webhooks has it, in their order', async () => {
    const { gallery, system, addAlbum, clock } = await dialect.openTestGallery(local)
    await using receiver = await startReceiver()
    const { secret } = await system.webhooks.create({ url: receiver.url, types: ['album.*'] })
    clock.advance(Date.now() - clock().getTime())
    begin(gallery)
    const albums = [await addAlbum('One'), await addAlbum('Two'), await addAlbum('Three')]
    await until(() => receiver.received.length === 3)
    const verifier = new Webhook(secret)
    const messages = receiver.received.map(({ body, headers }) => verifier.verify(body, { ...headers }))
    expect(messages).toMatchObject(
      albums.map(({ id }) => ({ type: 'album.created', data: { subject: { type: 'album', id } } })),
    )
    const [first] = receiver.received
    expect(() => verifier.verify(`${first?.body} `, { ...first?.headers })).toThrow()
    // What is sent names no contents.
    expect(receiver.received.map(({ body }) => body).join()).not.toContain('One')
    expect(new Set(receiver.ids()).size).toBe(3)
    await gallery.close()
  })

  it('try again with the same id, and later ones wait', async () => {
    const { gallery, system, addAlbum, clock } = await dialect.openTestGallery(local)
    await using receiver = await startReceiver()
    const { webhook } = await system.webhooks.create({ url: receiver.url, types: ['album.*'] })
    receiver.answers(() => ({ status: receiver.received.length <= 2 ? 500 : 200 }))
    begin(gallery)
    await addAlbum('One')
    await addAlbum('Two')
    await until(() => receiver.received.length === 1)
    for (const attempts of [1, 2]) {
      await until(async () => (await system.webhooks.deliveries(webhook.id)).items[0]?.attempts === attempts)
      expect((await system.webhooks.get(webhook.id)).failingSince).not.toBeNull()
      clock.advance(day)
    }
    await until(() => receiver.received.length === 4)
    const [a, b, c, d] = receiver.ids()
    expect([b, c]).toEqual([a, a])
    expect(d).not.toBe(a)
    await until(async () => (await system.webhooks.deliveries(webhook.id, { state: 'delivered' })).total === 2)
    expect(await system.webhooks.get(webhook.id)).toMatchObject({ failingSince: null, nextAttemptAt: null, cursor: d })
    await gallery.close()
  })

  it('give an event up after twelve attempts, and show it', async () => {
    const { gallery, system, addAlbum, clock } = await dialect.openTestGallery(local)
    await using receiver = await startReceiver()
    const { webhook } = await system.webhooks.create({ url: receiver.url, types: ['album.*'] })
    receiver.answers(({ headers }) => ({ status: headers['webhook-id'] === receiver.ids()[0] ? 422 : 200 }))
    begin(gallery)
    await addAlbum('Poison')
    await addAlbum('Fine')
    for (let attempt = 1; attempt < maxAttempts; attempt++) {
      await until(async () => (await system.webhooks.deliveries(webhook.id)).items[0]?.attempts === attempt)
      const { nextAttemptAt } = await system.webhooks.get(webhook.id)
      clock.advance(Date.parse(nextAttemptAt ?? '') - clock().getTime() + 1)
    }
    await until(async () => (await system.webhooks.deliveries(webhook.id, { state: 'delivered' })).total === 1)
    const { items } = await system.webhooks.deliveries(webhook.id, { state: 'dead' })
    expect(items).toMatchObject([{ attempts: maxAttempts, status: 422, eventType: 'album.created' }])
    // Sent again by hand, once the receiver is mended.
    receiver.answers(() => ({ status: 200 }))
    expect(await system.webhooks.resend(webhook.id, items[0]?.id as number)).toMatchObject({ isDelivered: true })
    expect((await system.webhooks.deliveries(webhook.id, { state: 'dead' })).total).toBe(0)
    expect(receiver.ids().at(-1)).toBe(items[0]?.eventId)
    await gallery.close()
  }, 120_000)

  it('stop after five days without an answer, say so, and go on where they were', async () => {
    const { gallery, system, addAlbum, clock } = await dialect.openTestGallery(local)
    await using receiver = await startReceiver()
    const { webhook } = await system.webhooks.create({ url: receiver.url, types: ['album.*'] })
    const disabled: number[] = []
    gallery.hooks.on('webhook.disabled', ({ webhookId }) => void disabled.push(webhookId), { owner: 'test' })
    receiver.answers(() => ({ status: 503 }))
    begin(gallery)
    await addAlbum('One')
    await until(() => receiver.received.length === 1)
    await until(async () => (await system.webhooks.get(webhook.id)).failingSince !== null)
    clock.advance(disableAfterMs + day)
    await until(async () => (await system.webhooks.get(webhook.id)).state === 'disabled')
    await until(() => disabled.length === 1)
    expect((await system.events.list({ types: ['webhook.disabled'] })).items).toHaveLength(1)
    receiver.answers(() => ({ status: 200 }))
    await system.webhooks.update(webhook.id, { state: 'active' })
    await until(() => receiver.received.length === 3)
    expect(new Set(receiver.ids()).size).toBe(1)
    await gallery.close()
  })

  it('go back to where they are told to', async () => {
    const { gallery, system, addAlbum, clock } = await dialect.openTestGallery(local)
    await using receiver = await startReceiver()
    const { webhook } = await system.webhooks.create({ url: receiver.url, types: ['album.*'] })
    begin(gallery)
    await addAlbum('One')
    clock.advance(3_600_000)
    const since = clock().toISOString()
    await addAlbum('Two')
    await until(() => receiver.received.length === 2)
    await until(async () => (await system.webhooks.get(webhook.id)).cursor === receiver.ids()[1])
    const [one, two] = receiver.ids()
    await system.webhooks.replay(webhook.id, { since })
    await until(() => receiver.received.length === 3)
    await system.webhooks.replay(webhook.id, { after: '0-0' })
    await until(() => receiver.received.length === 5)
    expect(receiver.ids()).toEqual([one, two, two, one, two])
    await gallery.close()
  })

  it('are sent by one of two processes', async () => {
    const { gallery, system, addAlbum, database } = await dialect.openTestGallery(local)
    const other = await dialect.openTestGallery({ on: database, ...local })
    await using receiver = await startReceiver()
    await system.webhooks.create({ url: receiver.url, types: ['album.*'] })
    begin(gallery)
    begin(other.gallery)
    for (let count = 0; count < 10; count++) await (count % 2 ? addAlbum : other.addAlbum)(`Album ${count}`)
    await until(() => receiver.received.length === 10)
    expect(new Set(receiver.ids()).size).toBe(10)
    await gallery.close()
    await other.gallery.close()
  })

  it('keep their secret, and are for administrators', async () => {
    const { gallery, system, addUser, db } = await dialect.openTestGallery(local)
    const user = await addUser('anna')
    const { webhook, secret } = await system.webhooks.create({ url: 'https://example.org/hook?token=abc' })
    const renewed = await system.webhooks.renewSecret(webhook.id)
    expect(renewed.secret).not.toBe(secret)
    const changes = JSON.stringify(await db.read.selectFrom('changes').selectAll().execute())
    const told = JSON.stringify([await system.webhooks.list(), changes])
    for (const word of [secret, renewed.secret]) expect(told).not.toContain(word)
    expect(changes).not.toContain('token=abc')
    await refusalOf(user.as.webhooks.list(), 'FORBIDDEN')
    await refusalOf(user.as.webhooks.get(webhook.id), 'FORBIDDEN')
    await refusalOf(system.webhooks.get(999), 'WEBHOOK_NOT_FOUND')
    await refusalOf(system.webhooks.test(webhook.id), 'WEBHOOKS_NOT_SENT')
    gallery.webhooks.use(sendWebhook)
    await system.webhooks.update(webhook.id, { url: 'http://127.0.0.1:1/' })
    expect(await system.webhooks.test(webhook.id)).toMatchObject({ isDelivered: false, status: null })
    await system.webhooks.delete(webhook.id)
    expect(await system.webhooks.list()).toEqual([])
  })

  it.each([
    'ftp://example.org/',
    'https://user:secret@example.org/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'nonsense',
  ])('SS-01, SS-08: do not take %s', async (url) => {
    const { system } = await refusing(dialect)
    const { issues } = await refusalOf(system.webhooks.create({ url }), 'INPUT_INVALID')
    expect(issues.map(({ path }) => path)).toEqual(['url'])
  })
})

const begin = (gallery: Awaited<ReturnType<DialectContext['openTestGallery']>>['gallery']): void => {
  gallery.webhooks.use(sendWebhook)
  gallery.webhooks.start()
}

const opened = new WeakMap<DialectContext, ReturnType<DialectContext['openTestGallery']>>()
/** One gallery that allows nothing, for all addresses. */
const refusing = (dialect: DialectContext): ReturnType<DialectContext['openTestGallery']> => {
  const known = opened.get(dialect) ?? dialect.openTestGallery()
  opened.set(dialect, known)
  return known
}
