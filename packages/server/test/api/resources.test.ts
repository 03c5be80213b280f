import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { describeServer, jpeg, password } from './world.ts'

describeServer('resources', (world) => {
  it('AZ-08: shows each asker what it may see, and nothing of the rest', async () => {
    const { client, as, albums, photos } = world()
    const askers: [string, Client, string[]][] = [
      ['guest', client(), ['Open']],
      ['member', await as('member'), ['Granted', 'Open']],
      ['admin', await as('admin'), ['Granted', 'Hidden canary', 'Open']],
    ]
    for (const [who, asker, names] of askers) {
      const list = await asker.albums.list({ parent: null, limit: 500 })
      const seen = list.items.map(({ name }) => name).filter((name) => names.includes(name) || /canary/.test(name))
      expect(seen.sort(), who).toEqual(names)
      if (who === 'admin') continue
      const all = await asker.photos.list({ limit: 500 })
      expect(JSON.stringify([list, all, await asker.tags.list()]), who).not.toMatch(/canary/)
      expect(all.total, who).toBe(all.items.length)
      await expect(asker.albums.get({ id: albums.hidden.id })).rejects.toMatchObject({ status: 404 })
      await expect(asker.photos.get({ id: photos.hidden.id })).rejects.toMatchObject({ status: 404 })
    }
  })

  it('AZ-03: answers for what is hidden exactly as for what does not exist', async () => {
    const { request, albums, photos } = world()
    const hidden = { album: albums.hidden.id, photo: photos.hidden.id }
    const absent = { album: 999_999, photo: 999_999 }
    const paths = [
      ({ album }: typeof hidden) => `/albums/${album}`,
      ({ album }: typeof hidden) => `/albums?parent=${album}`,
      ({ album }: typeof hidden) => `/photos?album=${album}`,
      ({ photo }: typeof hidden) => `/photos/${photo}`,
      ({ photo }: typeof hidden) => `/photos/${photo}/original`,
      ({ photo }: typeof hidden) => `/photos/${photo}/metadata`,
      ({ photo }: typeof hidden) => `/photos/${photo}/neighbours`,
      ({ album }: typeof hidden) => `/albums/${album}/grants`,
    ]
    for (const path of paths) {
      for (const method of ['GET', 'HEAD', 'PATCH', 'DELETE']) {
        const [one, other] = await Promise.all(
          [hidden, absent].map(async (ids) => {
            // HEAD has no body for the contract to be held against, so it goes past the check.
            const response = await (method === 'HEAD' ? headOf : request)(`/api/v1${path(ids)}`, { method })
            const headers = Object.fromEntries(response.headers)
            return {
              status: response.status,
              headers: { ...headers, date: '', 'x-request-id': '' },
              text: await response.text(),
            }
          }),
        )
        expect(one, `${method} ${path(hidden)}`).toEqual(other)
        expect(one?.status).toBeGreaterThanOrEqual(400)
      }
    }
    async function headOf(path: string, init: RequestInit): Promise<Response> {
      const { server } = world()
      return server.fetch(new Request(`http://gallery.test${path}`, init))
    }
  })

  it('asks a guest to sign in, and tells a user no', async () => {
    const { client, as, albums, photos } = world()
    const guest = client()
    const member = await as('member')
    const id = photos.open.id
    const writes: ((asker: Client) => Promise<unknown>)[] = [
      (asker) => asker.albums.create({ name: 'mine' }),
      (asker) => asker.albums.update({ id: albums.open.id, name: 'mine' }),
      (asker) => asker.albums.delete({ id: albums.open.id }),
      (asker) => asker.albums.move({ id: albums.open.id, parentId: null }),
      (asker) => asker.albums.setGrants({ id: albums.open.id, inherit: true, grants: [] }),
      (asker) => asker.photos.update({ id, title: 'mine' }),
      (asker) => asker.photos.delete({ id }),
      (asker) => asker.photos.upload({ file: new File(['x'], 'x.jpg'), album: albums.open.id }),
      (asker) => asker.users.list(),
      (asker) => asker.users.create({ username: 'x', password }),
      (asker) => asker.groups.list(),
      (asker) => asker.library.roots(),
      (asker) => asker.library.problems(),
      (asker) => asker.library.progress(),
    ]
    for (const write of writes) {
      await expect(write(guest), String(write)).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
      await expect(write(member), String(write)).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' })
    }
    expect(await guest.photos.get({ id })).toMatchObject({ title: 'red' })
  })

  it('makes, changes, moves and deletes albums', async () => {
    const admin = await world().as('admin')
    const parent = await admin.albums.create({ name: 'Trips', description: 'a\nb' })
    const child = await admin.albums.create({ name: 'Ísland — “fire”', parentId: parent.id, visibility: 'private' })
    expect(child).toMatchObject({ parentId: parent.id, visibility: 'private', cover: null, locked: false })
    expect((await admin.albums.get({ id: parent.id })).counts).toEqual({ photos: 0, photosBelow: 0, albums: 1 })
    const changed = await admin.albums.update({ id: child.id, description: null, visibility: 'public' })
    expect(changed).toMatchObject({ name: 'Ísland — “fire”', description: null, visibility: 'public' })
    await expect(admin.albums.move({ id: parent.id, parentId: child.id })).rejects.toMatchObject({
      status: 409,
      code: 'ALBUM_CYCLE',
    })
    expect((await admin.albums.move({ id: child.id, parentId: null })).parentId).toBeNull()
    expect(await admin.albums.delete({ id: parent.id })).toBeUndefined()
    await expect(admin.albums.get({ id: parent.id })).rejects.toMatchObject({ code: 'ALBUM_NOT_FOUND' })
    await expect(admin.albums.create({ name: 'x', parentId: 999_999 })).rejects.toMatchObject({ status: 404 })
  })

  it('AZ-27: sets grants and obeys them at once', async () => {
    const { as, users, albums } = world()
    const admin = await as('admin')
    const member = await as('member')
    const group = await admin.groups.create({ name: `family ${Math.random()}` })
    expect(await admin.groups.setMembers({ id: group.id, userIds: [users.member.id] })).toMatchObject({
      memberCount: 1,
    })
    expect((await admin.groups.list()).items).toContainEqual({ ...group, memberCount: 1 })
    const { id } = albums.hidden
    const grants = {
      inherit: true,
      grants: [{ principal: { type: 'group' as const, id: group.id }, capabilities: ['view' as const] }],
    }
    expect(await admin.albums.setGrants({ id, ...grants })).toEqual(grants)
    expect(await member.albums.get({ id })).toMatchObject({ name: 'Hidden canary' })
    await admin.albums.setGrants({ id, inherit: true, grants: [] })
    await expect(member.albums.get({ id })).rejects.toMatchObject({ status: 404 })
    expect(await admin.albums.grants({ id })).toEqual({ inherit: true, grants: [] })
  })

  it('changes photos, and shows album, tag, words and neighbours', async () => {
    const { as, albums, gallery } = world()
    const admin = await as('admin')
    const album = await admin.albums.create({ name: 'Row' })
    const made = []
    for (const colour of ['#111', '#222', '#333']) {
      const file = new File([new Uint8Array(await jpeg(colour))], `${colour.slice(1)}.jpg`)
      made.push((await admin.photos.upload({ file, album: album.id })).photo)
    }
    const [a, b, c] = made.map(({ id }) => id) as [number, number, number]
    const changed = await admin.photos.update({
      id: b,
      title: 'Middle',
      takenAt: '2020-02-29T12:00:00+02:00',
      rating: 4,
      latitude: 64.1,
      longitude: -21.9,
      tags: ['lava', 'sea & sky'],
      albumIds: [album.id, albums.open.id],
    })
    expect(changed).toMatchObject({ title: 'Middle', takenAt: '2020-02-29T10:00:00.000Z', rating: 4, latitude: 64.1 })
    expect(changed.tags.map(({ name }) => name).sort()).toEqual(['lava', 'sea & sky'])
    expect([...changed.albumIds].sort()).toEqual([album.id, albums.open.id].sort())

    const first = await admin.photos.list({ album: album.id, sort: 'id', limit: 2 })
    expect(first).toMatchObject({ items: [{ id: a }, { id: b }], total: 3 })
    const rest = await admin.photos.list({ album: album.id, sort: 'id', limit: 2, cursor: first.nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ id: c }], nextCursor: null })
    const walked: number[] = []
    for await (const { id } of admin.photos.iterate({ album: album.id, sort: 'id', limit: 1 })) walked.push(id)
    expect(walked).toEqual([a, b, c])
    expect(await admin.photos.neighbours({ id: b, album: album.id, sort: 'id' })).toMatchObject({
      previous: { id: a },
      next: { id: c },
      position: 2,
      total: 3,
    })

    const tag = (await admin.tags.list({ startsWith: 'lav' })).items.find(({ name }) => name === 'lava')
    expect(tag).toMatchObject({ photos: 1 })
    expect(await admin.tags.get({ id: tag?.id ?? 0 })).toEqual(tag)
    expect((await admin.photos.list({ tag: tag?.id })).items.map(({ id }) => id)).toEqual([b])
    expect((await admin.photos.list({ q: 'midd', album: album.id })).items.map(({ id }) => id)).toEqual([b])
    expect((await admin.photos.metadata({ id: b })).items).toBeInstanceOf(Array)
    expect((await admin.albums.get({ id: album.id })).cover).toMatchObject({ photoId: expect.any(Number) })

    expect(await admin.photos.delete({ id: c })).toBeUndefined()
    await expect(admin.photos.get({ id: c })).rejects.toMatchObject({ status: 404 })
    expect((await gallery.asSystem('test').albums.get(album.id)).counts.photos).toBe(2)
  })

  it('makes users that can sign in, and refuses a name that is taken', async () => {
    const { as, client, users } = world()
    const admin = await as('admin')
    const made = await admin.users.create({ username: 'Grace', password, email: 'grace@example.org', level: 2 })
    expect(made).toMatchObject({ username: 'Grace', level: 2, role: 'user', disabled: false })
    expect(JSON.stringify(made)).not.toContain(password)
    expect(await admin.users.get({ id: made.id })).toEqual(made)
    expect((await client().session.create({ username: 'grace', password })).user.id).toBe(made.id)
    await expect(admin.users.create({ username: 'GRACE', password })).rejects.toMatchObject({ code: 'USERNAME_TAKEN' })
    const member = await as('member')
    expect(await member.users.get({ id: users.member.id })).toMatchObject({ username: 'member' })
    const foreign = await member.users.get({ id: made.id }).catch(({ status }: { status: number }) => status)
    const absent = await member.users.get({ id: 999_999 }).catch(({ status }: { status: number }) => status)
    expect(foreign).toBe(absent)
    const escalate = { username: 'eve', password, disabled: false } as { username: string; password: string }
    await expect(admin.users.create(escalate)).rejects.toMatchObject({ issues: [{ path: 'disabled' }] })
  })

  it('starts the synchronisation of a folder, and tells how it went', async () => {
    const { as, gallery } = world()
    const admin = await as('admin')
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-root-'))
    await mkdir(join(folder, 'Séance'))
    await writeFile(join(folder, 'Séance', 'one.jpg'), await jpeg('#0a0'))
    await writeFile(join(folder, 'not a picture.jpg'), 'hello')
    const root = await gallery.asSystem('test').library.addRoot({ path: folder })
    expect(await admin.library.sync({ id: root.id })).toEqual({ rootId: root.id, started: true })
    await expect
      .poll(async () => (await admin.library.roots()).items.find(({ id }) => id === root.id)?.lastSummary, {
        timeout: 20_000,
      })
      .toMatchObject({ added: 1, problems: 1 })
    await admin.library.progress()
    const problems = await admin.library.problems({ root: root.id })
    expect(problems.items).toMatchObject([{ path: 'not a picture.jpg', code: expect.stringMatching(/^MEDIA_/) }])
    await expect(admin.library.sync({ id: 999_999 })).rejects.toMatchObject({ code: 'ROOT_NOT_FOUND' })
    await rm(folder, { recursive: true })
  })
})
