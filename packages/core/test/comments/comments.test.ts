import { expect, it } from 'vitest'
import { guest as guestActor } from '../../src/access/actor.ts'
import type { Comment } from '../../src/comments/comment.types.ts'
import { describeDialects } from '../dialects.ts'
import { allPages, refusalOf } from '../world.ts'
import { idsOf, openCommentsWorld } from './comments-world.ts'

const bodiesOf = (items: readonly Comment[]) => items.map(({ body }) => body)

describeDialects('comments', (context) => {
  const build = () => openCommentsWorld(context)

  it('COM-04: are written, answered, read thread by thread, written anew and removed', async () => {
    const { ann, ben, one, open, gallery } = await build()
    const first = await ann.as.comments.add({ photoId: one }, { body: '  A fine\r\nday ' })
    expect(first).toMatchObject({
      photoId: one,
      albumId: null,
      threadId: first.id,
      parentId: null,
      author: { userId: ann.id, name: 'ann' },
      linkId: null,
      body: 'A fine\nday',
      state: 'shown',
      editedAt: null,
      mayEdit: true,
      mayRemove: true,
      mayApprove: false,
      mayReply: true,
    })
    const second = await ben.as.comments.add({ photoId: one }, { body: 'Another thread' })
    const answer = await ben.as.comments.add({ photoId: one }, { body: 'Indeed', parentId: first.id })
    expect(answer).toMatchObject({ threadId: first.id, parentId: first.id })
    const deeper = await ann.as.comments.add({ photoId: one }, { body: 'So', parentId: answer.id })
    expect(deeper).toMatchObject({ threadId: first.id, parentId: answer.id })
    const page = await ann.as.comments.ofPhoto(one)
    expect([idsOf(page.items), page.total, page.nextCursor]).toEqual([
      [first.id, answer.id, deeper.id, second.id],
      4,
      null,
    ])
    expect([page.mayComment, page.needsName]).toEqual([true, false])
    expect(page.items.map(({ mayEdit }) => mayEdit)).toEqual([true, false, true, false])

    const edited = await ann.as.comments.update(first.id, { body: 'A fine evening' })
    expect([edited.body, edited.editedAt]).toEqual(['A fine evening', expect.stringMatching(/Z$/)])
    await refusalOf(ben.as.comments.update(first.id, { body: 'Not mine' }), 'FORBIDDEN')
    await refusalOf(ben.as.comments.remove([first.id]), 'FORBIDDEN')

    const onAlbum = await ben.as.comments.add({ albumId: open.id }, { body: 'All of them' })
    expect(onAlbum).toMatchObject({ photoId: null, albumId: open.id })
    expect(idsOf((await ann.as.comments.ofAlbum(open.id)).items)).toEqual([onAlbum.id])
    // An answer belongs where what it answers stands.
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'x', parentId: onAlbum.id }), 'COMMENT_NOT_FOUND')
    const guest = gallery.as(guestActor)
    const read = await guest.comments.ofPhoto(one)
    expect([read.total, read.mayComment, read.items[0]?.mayReply]).toEqual([4, false, false])
  })

  it('AZ-08, AZ-20, COM-01: tell names of users to those who have an account, and nothing where comments are off', async () => {
    const { ann, ben, one, gallery, system } = await build()
    await ann.as.comments.add({ photoId: one }, { body: 'Hello' })
    expect((await ben.as.comments.ofPhoto(one)).items[0]?.author).toEqual({ userId: ann.id, name: 'ann' })
    const guest = gallery.as(guestActor)
    expect((await guest.comments.ofPhoto(one)).items[0]?.author).toEqual({ userId: ann.id, name: null })
    await system.comments.setSettings({ enabled: false })
    for (const as of [ben.as, guest]) {
      expect(await as.comments.ofPhoto(one)).toEqual({
        items: [],
        nextCursor: null,
        total: 0,
        mayComment: false,
        needsName: false,
      })
      expect((await as.comments.list()).total).toBe(0)
    }
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'x' }), 'FORBIDDEN')
    await refusalOf(guest.comments.add({ photoId: one }, { body: 'x', name: 'x' }), 'UNAUTHENTICATED')
    // Administrators clear up even then.
    const [left] = (await system.comments.list()).items
    await system.comments.remove([left?.id ?? 0])
    expect((await system.comments.list()).total).toBe(0)
  })

  it('AZ-20, AZ-21: are as hidden as what they are about, and nothing is written on what is not seen', async () => {
    const { ann, ben, eve, one, two, hidden, countChanges, system, gallery } = await build()
    const secret = await ann.as.comments.add({ photoId: two }, { body: 'hush canary' })
    const onAlbum = await ann.as.comments.add({ albumId: hidden.id }, { body: 'hush canary, too' })
    const before = await countChanges()
    for (const id of [two, 4_711]) {
      await refusalOf(ben.as.comments.ofPhoto(id), 'PHOTO_NOT_FOUND')
      await refusalOf(ben.as.comments.add({ photoId: id }, { body: 'x' }), 'PHOTO_NOT_FOUND')
      await refusalOf(ben.as.comments.add({ photoId: id }, { body: 'x', parentId: secret.id }), 'PHOTO_NOT_FOUND')
    }
    for (const id of [hidden.id, 4_711]) {
      await refusalOf(ben.as.comments.ofAlbum(id), 'ALBUM_NOT_FOUND')
      await refusalOf(ben.as.comments.add({ albumId: id }, { body: 'x' }), 'ALBUM_NOT_FOUND')
      await refusalOf(ben.as.comments.list({ albumId: id }), 'ALBUM_NOT_FOUND')
    }
    for (const id of [secret.id, onAlbum.id, 4_711]) {
      await refusalOf(ben.as.comments.update(id, { body: 'x' }), 'COMMENT_NOT_FOUND')
      await refusalOf(ben.as.comments.remove([id]), 'COMMENT_NOT_FOUND')
      await refusalOf(ben.as.comments.approve([id]), 'COMMENT_NOT_FOUND')
      await refusalOf(ben.as.comments.add({ photoId: one }, { body: 'x', parentId: id }), 'COMMENT_NOT_FOUND')
    }
    expect(await countChanges()).toBe(before)
    for (const as of [ben.as, gallery.as(guestActor)]) {
      expect(await as.comments.list()).toEqual({ items: [], nextCursor: null, total: 0 })
      expect(await as.comments.list({ query: 'canary', authorId: ann.id })).toMatchObject({ items: [], total: 0 })
    }
    expect((await eve.as.comments.list({ query: 'CANÁRY' })).total).toBe(2)
    await system.photos.delete([two])
    expect(idsOf((await eve.as.comments.list()).items)).toEqual([onAlbum.id])
    await refusalOf(ann.as.comments.update(secret.id, { body: 'x' }), 'COMMENT_NOT_FOUND')
  })

  it('are paged by threads: none twice and none left out while others write', async () => {
    const { ann, ben, one, system } = await build()
    const roots: number[] = []
    for (let index = 0; index < 5; index++)
      roots.push((await ann.as.comments.add({ photoId: one }, { body: `Thread ${index}` })).id)
    for (const parentId of roots)
      await ben.as.comments.add({ photoId: one }, { body: `Answer to ${parentId}`, parentId })
    for (const order of ['oldest', 'newest'] as const) {
      await system.comments.setSettings({ order })
      const before = idsOf((await ben.as.comments.ofPhoto(one)).items)
      const seen: Comment[] = []
      let cursor: string | undefined
      let wrote = 0
      do {
        const page = await ben.as.comments.ofPhoto(one, { limit: 3, cursor })
        seen.push(...page.items)
        cursor = page.nextCursor ?? undefined
        if (cursor) {
          await ann.as.comments.add({ photoId: one }, { body: 'Meanwhile', parentId: roots[2] })
          expect(page.total).toBe(before.length + wrote++)
        }
      } while (cursor)
      expect(new Set(idsOf(seen)).size).toBe(seen.length)
      expect(idsOf(seen).filter((id) => before.includes(id))).toEqual(before)
      // A thread is read from its beginning in either order.
      const threads = [...new Set(seen.map(({ threadId }) => threadId))]
      expect(threads).toEqual(order === 'oldest' ? roots : roots.toReversed())
      for (const thread of threads) {
        const ids = idsOf(seen.filter(({ threadId }) => threadId === thread))
        expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      }
    }
    const first = await ben.as.comments.ofPhoto(one, { limit: 3 })
    await system.comments.setSettings({ order: 'oldest' })
    await refusalOf(ben.as.comments.ofPhoto(one, { cursor: first.nextCursor ?? '' }), 'CURSOR_INVALID')
  })

  it('leave an empty place where others answered, which goes with the last answer', async () => {
    const { ann, ben, one, db } = await build()
    const add = async (as: typeof ann.as, body: string, parentId?: number) =>
      (await as.comments.add({ photoId: one }, { body, parentId })).id
    const root = await add(ann.as, 'Root')
    const [left, right] = [await add(ben.as, 'Left', root), await add(ben.as, 'Right', root)]
    const leaf = await add(ann.as, 'Leaf', left)
    await ann.as.comments.remove([root])
    const [empty] = (await ben.as.comments.ofPhoto(one)).items
    expect(empty).toMatchObject({
      id: root,
      state: 'removed',
      body: null,
      author: { userId: null, name: null },
      mayReply: false,
      mayRemove: false,
    })
    await refusalOf(ben.as.comments.add({ photoId: one }, { body: 'x', parentId: root }), 'COMMENT_NOT_FOUND')
    await refusalOf(ann.as.comments.remove([root]), 'COMMENT_NOT_FOUND')
    await refusalOf(ann.as.comments.update(root, { body: 'x' }), 'COMMENT_NOT_FOUND')
    await ben.as.comments.remove([left])
    expect(idsOf((await ben.as.comments.ofPhoto(one)).items)).toEqual([root, left, right, leaf])
    await ann.as.comments.remove([leaf])
    expect(idsOf((await ben.as.comments.ofPhoto(one)).items)).toEqual([root, right])
    await ben.as.comments.remove([right])
    expect(await db.read.selectFrom('comments').selectAll().execute()).toEqual([])
  })

  it('are removed together, all of them or none', async () => {
    const { ann, ben, eve, admin, one, two, countChanges } = await build()
    const root = await ann.as.comments.add({ photoId: one }, { body: 'Root' })
    const answer = await ben.as.comments.add({ photoId: one }, { body: 'Answer', parentId: root.id })
    const secret = await ann.as.comments.add({ photoId: two }, { body: 'Secret' })
    const before = await countChanges()
    await refusalOf(ben.as.comments.remove([answer.id, root.id]), 'FORBIDDEN')
    await refusalOf(ben.as.comments.remove([answer.id, secret.id]), 'COMMENT_NOT_FOUND')
    await refusalOf(eve.as.comments.remove([secret.id, root.id]), 'FORBIDDEN')
    await refusalOf(admin.as.comments.remove([root.id, answer.id, 4_711]), 'COMMENT_NOT_FOUND')
    await refusalOf(admin.as.comments.remove([]), 'INPUT_INVALID')
    await refusalOf(admin.as.comments.remove(Array.from({ length: 1_001 }, (_, at) => at + 1)), 'INPUT_INVALID')
    expect(await countChanges()).toBe(before)
    // Whoever may edit the photo decides there.
    await eve.as.comments.remove([secret.id])
    await admin.as.comments.remove([root.id, answer.id])
    expect((await admin.as.comments.list()).total).toBe(0)
  })

  it('of two who answer and remove at the same moment hold together', async () => {
    const { ann, ben, one, db } = await build()
    for (let round = 0; round < 5; round++) {
      const root = await ann.as.comments.add({ photoId: one }, { body: 'Root' })
      await Promise.allSettled([
        ben.as.comments.add({ photoId: one }, { body: 'Answer', parentId: root.id }),
        ann.as.comments.remove([root.id]),
      ])
    }
    const rows = await db.read.selectFrom('comments').select(['id', 'parent_id', 'thread_id']).execute()
    const ids = new Set(idsOf(rows))
    expect(rows.every((row) => row.parent_id === null || ids.has(row.parent_id))).toBe(true)
    expect(rows.every((row) => ids.has(row.thread_id))).toBe(true)
  })

  it('are found by words, author, album and date', async () => {
    const { ann, ben, one, two, open, clock, admin } = await build()
    const a = await ann.as.comments.add({ photoId: one }, { body: 'Évening light' })
    clock.advance(86_400_000)
    const b = await ben.as.comments.add({ albumId: open.id }, { body: 'Morning light' })
    const c = await ann.as.comments.add({ photoId: two }, { body: 'A 100% hidden_one' })
    const found = async (options: Parameters<typeof ann.as.comments.list>[0], as = admin.as) =>
      idsOf((await as.comments.list(options)).items)
    expect(await found({})).toEqual([c.id, b.id, a.id])
    expect(await found({ order: 'oldest' })).toEqual([a.id, b.id, c.id])
    expect(await found({ query: 'light' })).toEqual([b.id, a.id])
    expect(await found({ query: 'EVEN lig' })).toEqual([a.id])
    expect(await found({ query: 'ight' })).toEqual([])
    expect(await found({ query: '%_' })).toEqual([c.id, b.id, a.id])
    expect(await found({ authorId: ann.id })).toEqual([c.id, a.id])
    expect(await found({ authorId: ann.id }, ben.as)).toEqual([a.id])
    expect(await found({ albumId: open.id })).toEqual([b.id, a.id])
    expect(await found({ to: b.createdAt })).toEqual([a.id])
    expect(await found({ from: b.createdAt })).toEqual([c.id, b.id])
    expect(idsOf(await allPages((cursor) => admin.as.comments.list({ limit: 1, cursor })))).toEqual([c.id, b.id, a.id])
    await refusalOf(ben.as.comments.list({ state: 'pending' }), 'FORBIDDEN')
    await refusalOf(ben.as.comments.list({ from: 'yesterday' }), 'INPUT_INVALID')
  })

  it('keep what is typed as it is, and refuse what is no text', async () => {
    const { ann, one } = await build()
    const hostile = "<img src=x onerror=alert(1)> \u202e {{7*7}} <%= 1 %> '; drop table comments; --"
    const { id } = await ann.as.comments.add({ photoId: one }, { body: hostile })
    expect(bodiesOf((await ann.as.comments.ofPhoto(one)).items)).toEqual([hostile])
    await ann.as.comments.update(id, { body: '𝒳'.repeat(2_500) })
    for (const body of ['', ' \n ', '\u200b', 'a\0b', 'bell\x07', '\ud800', 'x'.repeat(5_001)])
      await refusalOf(ann.as.comments.add({ photoId: one }, { body }), 'INPUT_INVALID')
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'x', parentId: -1 }), 'INPUT_INVALID')
  })

  it('PR-18: are part of the export of an account, and stay without a name when it goes', async () => {
    const { ann, ben, one, system, db } = await build()
    const { id } = await ann.as.comments.add({ photoId: one }, { body: 'Mine' })
    await ben.as.comments.add({ photoId: one }, { body: 'Not mine', parentId: id })
    let json = ''
    for await (const part of (await ann.as.account.export()).content) json += part
    expect(JSON.parse(json).comments).toMatchObject([{ id, photoId: one, body: 'Mine', state: 'shown' }])
    expect(json).not.toContain('Not mine')
    await system.users.delete(ann.id)
    const [left] = (await ben.as.comments.ofPhoto(one)).items
    expect(left).toMatchObject({ id, body: 'Mine', author: { userId: null, name: null } })
    expect((await db.read.selectFrom('comments').selectAll().where('user_id', '=', ann.id).execute()).length).toBe(0)
  })

  it('go with the photo or the album for good', async () => {
    const { ann, one, two, open, hidden, system, db } = await build()
    await ann.as.comments.add({ albumId: hidden.id }, { body: 'On the album' })
    await ann.as.comments.add({ albumId: open.id }, { body: 'On the other' })
    let parentId: number | undefined
    // Deeper than an engine follows rows that hang on each other.
    for (let depth = 0; depth < 20; depth++)
      parentId = (await ann.as.comments.add({ photoId: one }, { body: `${depth}`, parentId })).id
    await ann.as.comments.add({ photoId: two }, { body: 'Stays' })
    await db.write.deleteFrom('photos').where('id', '=', one).execute()
    await system.albums.delete(open.id)
    const left = await db.read.selectFrom('comments').select('body').orderBy('id').execute()
    expect(left.map(({ body }) => body)).toEqual(['On the album', 'Stays'])
  })

  it('are nothing for keys that only read, and for those who look through other eyes', async () => {
    const { ann, one, gallery } = await build()
    const { id } = await ann.as.comments.add({ photoId: one }, { body: 'Mine' })
    const { apiKey } = await ann.as.keys.create({ name: 'x', scopes: ['read'], expiresInDays: 1 })
    const byKey = gallery.as({ kind: 'apiKey', keyId: apiKey.id, userId: ann.id })
    expect((await byKey.comments.ofPhoto(one)).total).toBe(1)
    await refusalOf(byKey.comments.add({ photoId: one }, { body: 'x' }), 'SCOPE_MISSING')
    await refusalOf(byKey.comments.update(id, { body: 'x' }), 'SCOPE_MISSING')
    await refusalOf(byKey.comments.remove([id]), 'SCOPE_MISSING')
    const preview = gallery.asSystem('test').viewAs({ user: ann.id })
    expect((await preview.comments.ofPhoto(one)).total).toBe(1)
    await refusalOf(preview.comments.add({ photoId: one }, { body: 'x' }), 'PREVIEW_READ_ONLY')
    await refusalOf(preview.comments.remove([id]), 'PREVIEW_READ_ONLY')
  })

  it('are counted with the photo, without what one does not see', async () => {
    const { ann, ben, eve, two, one, system, gallery } = await build()
    const shortOf = async (as: typeof ann.as, id: number) => (await as.photos.inList(id, {})).comments
    expect(await shortOf(ann.as, two)).toEqual({ count: 0, mayComment: true, needsName: false })
    await ann.as.comments.add({ photoId: two }, { body: 'Shown' })
    await system.comments.setSettings({ moderation: 'all', guests: true })
    await ann.as.comments.add({ photoId: two }, { body: 'Waits' })
    await system.viewAs('guest').photos.inList(one, {})
    expect(await shortOf(ann.as, two)).toMatchObject({ count: 2 })
    expect(await shortOf(eve.as, two)).toMatchObject({ count: 2 })
    await system.albums.setGrants((await system.photos.get(two)).albumIds[0] ?? 0, {
      inherit: true,
      grants: [{ principal: { type: 'user', id: ben.id }, capabilities: ['view'] }],
    })
    expect(await shortOf(ben.as, two)).toMatchObject({ count: 1 })
    expect(await shortOf(gallery.as(guestActor), one)).toEqual({ count: 0, mayComment: true, needsName: true })
    await system.comments.setSettings({ enabled: false })
    expect(await shortOf(ben.as, two)).toEqual({ count: 0, mayComment: false, needsName: false })
  })
})
