import { createClient } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { cookiesOf, describeServer, jpeg, outcomeOf, password, type World } from './world.ts'

const post = (world: World, path: string, fields: readonly (readonly [string, string])[], cookie = '') =>
  world.server.fetch(
    new Request(`http://gallery.test${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
    }),
  )
const get = (world: World, path: string, cookie: string) =>
  world.server.fetch(new Request(`http://gallery.test${path}`, { headers: { cookie }, redirect: 'manual' }))

const signIn = async (world: World, username: string): Promise<string> =>
  cookiesOf(
    await post(world, '/sign-in', [
      ['username', username],
      ['password', password],
    ]),
  )

const allow = async (world: World): Promise<void> => {
  await world.gallery.asSystem('test').albums.setGrants(world.albums.open.id, {
    inherit: true,
    grants: [{ principal: { type: 'user', id: world.users.member.id }, capabilities: ['view', 'submit'] }],
  })
}

describeServer('photos sent in for review', (world) => {
  it('AZ-36: wait, and are approved, sent back and limited through the API', async () => {
    await allow(world())
    const { albums, users } = world()
    const [admin, member] = [await world().as('admin'), await world().as('member')]
    const file = new Blob([new Uint8Array(await jpeg('#123456'))])
    const sent = await member.photos.upload({ album: albums.open.id, file, fileName: 'mine.jpg' })
    expect(sent).toMatchObject({ waits: true, duplicate: false })
    const { id } = sent.photo
    expect((await member.photos.get({ id })).id).toBe(id)
    const { url } = Object.values(sent.photo.derivatives)[0] ?? { url: '' }
    expect((await world().request(url)).status).toBe(404)
    const guest = createClient({ baseUrl: world().baseUrl, fetch: (request) => world().server.fetch(request) })
    expect(await outcomeOf(guest.photos.get({ id }))).toBe('404 PHOTO_NOT_FOUND')
    const idsSeen = async () => (await guest.photos.list({ album: albums.open.id })).items.map((photo) => photo.id)
    expect(await idsSeen()).not.toContain(id)

    expect((await admin.reviews.list()).items).toMatchObject([
      { photo: { id }, state: 'waiting', sender: { type: 'user', id: users.member.id, name: 'member' } },
    ])
    expect(await outcomeOf(member.reviews.approve({ photoIds: [id] }))).toBe('404 REVIEW_NOT_FOUND')
    expect(await outcomeOf(member.reviews.list())).toBe('403 FORBIDDEN')
    await admin.reviews.sendBack({ photoIds: [id], note: 'Too dark' })
    expect((await member.reviews.mine()).items).toMatchObject([{ state: 'returned', note: 'Too dark' }])
    await member.reviews.sendAgain({ photoIds: [id] })
    await admin.reviews.approve({ photoIds: [id] })
    expect(await idsSeen()).toContain(id)
    await admin.reviews.reopen({ photoIds: [id] })
    expect(await idsSeen()).not.toContain(id)
    await member.reviews.withdraw({ photoIds: [id] })
    expect(await outcomeOf(member.photos.get({ id }))).toBe('404 PHOTO_NOT_FOUND')

    const limited = { owner: 'user', id: users.member.id } as const
    const { quota } = await admin.reviews.setQuota({ ...limited, maxPhotos: 1 })
    expect(quota).toMatchObject({ maxPhotos: 1, photos: 1 })
    const again = member.photos.upload({ album: albums.open.id, file, fileName: 'more.jpg' })
    expect(await outcomeOf(again)).toBe('507 QUOTA_EXCEEDED')
    expect(await member.reviews.quota()).toEqual({ quota })
    expect(await admin.reviews.setQuota(limited)).toEqual({ quota: null })
    expect(await outcomeOf(member.reviews.setQuota({ ...limited, maxPhotos: 9 }))).toBe('403 FORBIDDEN')
  })

  it('comes whole in pieces by a link, too, and is told to who sent it', async () => {
    const { albums } = world()
    const admin = await world().as('admin')
    const { key } = await admin.shares.create({ name: 'Guests', albumIds: [albums.open.id], capabilities: ['submit'] })
    const visitor = createClient({
      baseUrl: world().baseUrl,
      fetch: (request) => world().server.fetch(request),
      link: key,
    })
    const file = new Blob([new Uint8Array(await jpeg('#654321'))])
    const sent = await visitor.uploads.resumable({ album: albums.open.id, file, fileName: 'cake.jpg' })
    expect(sent).toMatchObject({ waits: true, photo: { fileName: 'cake.jpg' } })
    expect(await outcomeOf(visitor.photos.get({ id: sent.photo.id }))).toBe('404 PHOTO_NOT_FOUND')
    expect((await admin.reviews.list()).items.at(-1)?.sender).toMatchObject({ type: 'link', name: 'Guests' })
  })
})

describeServer('the pages of reviews', (world) => {
  it('decide on several at once, with undo, and show senders what became of theirs', async () => {
    await allow(world())
    const { albums, gallery, users } = world()
    const member = await world().as('member')
    const ids: number[] = []
    for (const colour of ['#102030', '#203040']) {
      const file = new Blob([new Uint8Array(await jpeg(colour))])
      ids.push((await member.photos.upload({ album: albums.open.id, file, fileName: `${colour}.jpg` })).photo.id)
    }
    const admin = await signIn(world(), 'admin')
    const page = await (await get(world(), '/admin/review', admin)).text()
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const picked = ids.map((id) => ['photos', String(id)] as const)
    const send = (fields: readonly (readonly [string, string])[], path = '/admin/review') =>
      post(world(), path, [['csrfToken', csrfToken], ...fields], admin)
    for (const id of ids) expect(page).toContain(`value="${id}"`)

    expect(await (await send([['do', 'approve']])).text()).toContain('Choose a photo.')
    expect(await (await send([...picked, ['do', 'return']])).text()).toContain('Say what is wrong with it.')
    const approved = await send([...picked, ['do', 'approve']])
    const location = approved.headers.get('location') ?? ''
    const after = await (await get(world(), location, admin)).text()
    expect(after).toContain('2 photos approved.')
    expect(after).toContain('name="do" value="reopen"')
    const states = async () =>
      (await gallery.as({ kind: 'user', userId: users.member.id }).reviews.mine()).items.map(({ state }) => state)
    expect(await states()).toEqual(['approved', 'approved'])
    await send([...picked, ['do', 'reopen']])
    expect(await states()).toEqual(['waiting', 'waiting'])
    await send([...picked, ['do', 'return'], ['note', 'Blurred <b>']])
    expect(await states()).toEqual(['returned', 'returned'])

    const sender = await signIn(world(), 'member')
    const own = await (await get(world(), '/uploads', sender)).text()
    expect(own).toContain('Note: Blurred &lt;b&gt;')
    const ownToken = /name="csrfToken" value="([^"]+)"/.exec(own)?.[1] ?? ''
    const sendOwn = (id: number | undefined, what: string) =>
      post(
        world(),
        '/uploads',
        [
          ['csrfToken', ownToken],
          ['photo', String(id)],
          ['do', what],
        ],
        sender,
      )
    expect((await sendOwn(ids[0], 'again')).status).toBe(303)
    expect((await sendOwn(ids[1], 'withdraw')).status).toBe(303)
    expect(await states()).toEqual(['waiting'])
    expect((await get(world(), '/admin/review', sender)).status).toBe(403)
    expect((await post(world(), '/admin/review', [...picked, ['do', 'approve']], admin)).status).toBe(403)
  })
})
