import { VitrineApiError } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { describeServer, jpeg } from '../api/world.ts'

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof VitrineApiError)) throw new Error(`Expected a refusal, not ${String(error)}`)
  return error.code
}

describeServer('authorisation', (world) => {
  const canary = /canary/i
  /** Compressed, each page ends with something of its own. */
  const plainly = { 'accept-encoding': 'identity' }

  it('AZ-03: an album or photo that is hidden answers every method like one that never was', async () => {
    const { albums, photos } = world()
    const pairs = [
      [`/api/v1/albums/${albums.hidden.id}`, '/api/v1/albums/999999'],
      [`/api/v1/albums/${albums.hidden.id}/grants`, '/api/v1/albums/999999/grants'],
      [`/api/v1/photos/${photos.hidden.id}`, '/api/v1/photos/999999'],
      [`/api/v1/photos/${photos.hidden.id}/original`, '/api/v1/photos/999999/original'],
      [`/albums/${albums.hidden.id}`, '/albums/999999'],
      [`/photos/${photos.hidden.id}`, '/photos/999999'],
    ] as const
    for (const cookie of ['', await world().cookieOf('member')])
      for (const method of ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])
        for (const [hidden, missing] of pairs) {
          const [one, other] = await Promise.all(
            [hidden, missing].map((path) =>
              world().request(path, {
                method,
                headers: { ...plainly, ...(cookie ? { cookie } : {}) },
                redirect: 'manual',
              }),
            ),
          )
          expect(one?.status, `${method} ${hidden}`).toBe(other?.status)
          const [text = '', otherText = ''] = await Promise.all([one?.text(), other?.text()])
          // Where an answer repeats what was asked for, it differs in that.
          const plain = (answer: string) => answer.replaceAll(/(albums|photos)(\/|%2F)\d+/g, '$1$2ID')
          expect(plain(text), `${method} ${hidden}`).toBe(plain(otherText))
          expect(text).not.toMatch(canary)
        }
  })

  it('AZ-06: nothing lies about that was not built to be served', async () => {
    const paths = [
      ...[
        '/gallery.db',
        '/data/gallery.db',
        '/originals/',
        '/cache/',
        '/.env',
        '/.git/config',
        '/package.json',
        '/config.json',
      ],
      ...[
        '/assets/../package.json',
        '/assets/%2e%2e/package.json',
        '/assets/..%2f..%2fpackage.json',
        '/assets/..%5cpackage.json',
      ],
      ...[
        '/assets/mosaic.js.map',
        '/assets/',
        '/themes/mosaic/theme.json',
        '/themes/base/templates/photo.eta',
        '/media/../gallery.db',
      ],
    ]
    for (const path of paths) expect((await world().request(path)).status, path).toBe(404)
  })

  it('AZ-15: a photo names the albums that the asker sees, and no others', async () => {
    const admin = await world().as('admin')
    const { albums, photos } = world()
    await admin.photos.update({ id: photos.open.id, albumIds: [albums.open.id, albums.hidden.id] })
    for (const client of [world().client(), await world().as('member')])
      expect((await client.photos.get({ id: photos.open.id })).albumIds).toEqual([albums.open.id])
    const page = await (await world().request(`/photos/${photos.open.id}`)).text()
    expect(page).not.toMatch(canary)
    await admin.photos.update({ id: photos.open.id, albumIds: [albums.open.id] })
  })

  it('AZ-16: a number does not lead to the name of what is hidden', async () => {
    for (const path of [`/albums/${world().albums.hidden.id}`, `/photos/${world().photos.hidden.id}`]) {
      const { status, headers } = await world().request(path, { redirect: 'manual' })
      expect(headers.get('location') ?? '', path).not.toMatch(canary)
      expect([401, 404], path).toContain(status)
    }
  })

  it('AZ-21: a hidden photo is not rated, chosen or visited, and answers like one that never was', async () => {
    const { gallery, photos } = world()
    const system = gallery.asSystem('test')
    await system.ratings.setSettings({ enabled: true })
    const member = await world().as('member')
    const cookie = await world().cookieOf('member')
    const asked = await world().request('/api/v1/session', { headers: { cookie } })
    const { csrfToken } = (await asked.json()) as { csrfToken: string }
    const send = async (method: string, path: string, body: Record<string, unknown>) => {
      const isPage = !path.startsWith('/api/')
      const answer = await world().request(path, {
        method,
        redirect: 'manual',
        headers: {
          ...plainly,
          cookie,
          'x-csrf-token': csrfToken,
          'content-type': isPage ? 'application/x-www-form-urlencoded' : 'application/json',
        },
        body: isPage
          ? new URLSearchParams({ csrfToken, ...(body as Record<string, string>) }).toString()
          : JSON.stringify(body),
      })
      const text = await answer.text()
      return [answer.status, answer.headers.get('location'), text.replaceAll(/photos(\/|%2F)\d+/g, 'photos$1ID')]
    }
    const about = (id: number) => [
      send('PUT', `/api/v1/photos/${id}/score`, { stars: 5 }),
      send('POST', '/api/v1/favourites', { photoIds: [id] }),
      send('POST', `/photos/${id}/stars`, { stars: '5' }),
      send('POST', `/photos/${id}/favourite`, { isFavourite: '1' }),
      send('POST', `/photos/${id}/visits`, {}),
    ]
    const views = (await system.photos.get(photos.hidden.id)).views
    const hidden = await Promise.all(about(photos.hidden.id))
    expect(hidden).toEqual(await Promise.all(about(999_999)))
    for (const [status] of hidden) expect(status).toBeGreaterThanOrEqual(400)
    expect(await codeOf(member.ratings.get({ id: photos.hidden.id }))).toBe('PHOTO_NOT_FOUND')
    expect(await codeOf(member.favourites.get({ id: photos.hidden.id }))).toBe('PHOTO_NOT_FOUND')
    expect((await member.favourites.list({})).total).toBe(0)
    expect(await system.ratings.get(photos.hidden.id)).toMatchObject({ count: 0, score: null })
    expect((await system.photos.get(photos.hidden.id)).views).toBe(views)
    await system.ratings.setSettings({ enabled: false })
  })

  it('AZ-23: photos that are placed together are placed all or not at all, and nobody learns which was meant', async () => {
    const { albums, photos, users, gallery } = world()
    const system = gallery.asSystem('test')
    await system.albums.setGrants(albums.granted.id, {
      inherit: true,
      grants: [
        {
          principal: { type: 'user', id: users.member.id },
          capabilities: ['view', 'download', 'upload', 'edit', 'organise'],
        },
      ],
    })
    const member = await world().as('member')
    const before = (await member.photos.list({ album: albums.granted.id })).total
    for (const foreign of [photos.hidden.id, 999_999])
      expect(
        await codeOf(
          member.albums.placePhotos({ id: albums.granted.id, photoIds: [photos.open.id, foreign], before: null }),
        ),
      ).toBe('INPUT_INVALID')
    expect((await member.photos.list({ album: albums.granted.id })).total).toBe(before)
  })

  it('AZ-25: bytes of a photo that is hidden are taken for a new file', async () => {
    const { albums, photos } = world()
    const member = await world().as('member')
    const file = new File([new Uint8Array(await jpeg('#33c'))], 'found.jpg')
    const { photo, duplicate } = await member.photos.upload({ file, album: albums.granted.id })
    expect([duplicate, photo.id === photos.hidden.id, photo.title]).toEqual([false, false, null])
    expect(await codeOf(member.photos.get({ id: photos.hidden.id }))).toBe('PHOTO_NOT_FOUND')
  })

  it('AZ-26: what is not for the asker to say is refused with all that came along', async () => {
    const { albums, photos, users, gallery } = world()
    const system = gallery.asSystem('test')
    for (const username of ['member', 'admin'] as const) {
      const cookie = await world().cookieOf(username)
      const asked = await world().request('/api/v1/session', { headers: { cookie } })
      const { csrfToken } = (await asked.json()) as { csrfToken: string }
      const patch = async (path: string, body: Record<string, unknown>) =>
        (
          await world().request(`/api/v1${path}`, {
            method: 'PATCH',
            headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).status
      const state = async () => [
        await system.users.get(users.member.id),
        await system.photos.get(photos.open.id),
        await system.albums.get(albums.open.id),
      ]
      const before = await state()
      for (const field of ['id', 'sha256', 'path', 'storageKey', 'addedBy', 'owner', 'bytes', 'mimeType', 'views'])
        expect(await patch(`/photos/${photos.open.id}`, { title: 'taken', [field]: 1 }), field).toBe(400)
      for (const field of ['id', 'createdAt', 'counts', 'owner', 'quotaBytes', 'path'])
        expect(await patch(`/albums/${albums.open.id}`, { name: 'taken', [field]: 1 }), field).toBe(400)
      for (const field of ['id', 'passwordHash', 'isAdmin', 'capabilities', 'status'])
        expect(await patch('/account/preferences', { photosPerPage: 20, [field]: 1 }), field).toBe(400)
      if (username === 'member')
        for (const field of [{ role: 'webmaster' }, { level: 8 }, { disabled: false }])
          expect(await patch(`/users/${users.member.id}`, { email: 'taken@example.org', ...field })).toBe(403)
      expect(await state()).toEqual(before)
    }
  })

  it('AZ-31: another spelling of an address is no way in', async () => {
    const spellings = [
      '//admin/keys',
      '/ADMIN/keys',
      '/admin%2fkeys',
      '/%61dmin/keys',
      '/x/../admin/keys',
      '/admin;/keys',
      '/./admin/keys',
    ]
    for (const cookie of ['', await world().cookieOf('member')])
      for (const path of [
        ...spellings,
        '//api/v1/users',
        '/API/v1/users',
        '/api%2fv1/users',
        '/api/v1/%75sers',
        '/api/v1;/users',
      ]) {
        const { status } = await world().request(path, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
        expect(status, `${path} ${cookie === '' ? 'as a guest' : 'as a member'}`).toBeGreaterThanOrEqual(400)
      }
  })

  it('AZ-37: nobody gives away what is not its own', async () => {
    const { albums, users } = world()
    const member = await world().as('member')
    const grants = [{ principal: { type: 'user' as const, id: users.member.id }, capabilities: ['view' as const] }]
    expect(await codeOf(member.albums.setGrants({ id: albums.granted.id, inherit: true, grants }))).toBe('FORBIDDEN')
    expect(await codeOf(member.albums.setGrants({ id: albums.hidden.id, inherit: true, grants }))).toBe(
      'ALBUM_NOT_FOUND',
    )
    expect(await codeOf(member.users.update({ id: users.member.id, role: 'webmaster' }))).toBe('FORBIDDEN')
  })
})
