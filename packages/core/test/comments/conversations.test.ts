import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'
import { idsOf, openCommentsWorld } from './comments-world.ts'

describeDialects('comments by share links', (context) => {
  const build = async () => {
    const world = await openCommentsWorld(context)
    const { ann, hidden, enter } = world
    const draft = { name: 'Proofs', albumIds: [hidden.id], feedback: ['comment'] as const }
    const { link, key } = await ann.as.shares.create(draft)
    const other = await ann.as.shares.create(draft)
    return { ...world, link, key, visitor: await enter(key), otherVisitor: await enter(other.key) }
  }

  it('AZ-20: are a conversation of its visitors with whoever made it, and of nobody else', async () => {
    const { ann, ben, eve, admin, one, two, hidden, link, visitor, otherVisitor, system } = await build()
    const site = await ann.as.comments.add({ photoId: two }, { body: 'For everybody here' })
    expect(await visitor.comments.ofPhoto(two)).toMatchObject({ total: 0, mayComment: true, needsName: false })
    const asked = await visitor.comments.add({ photoId: two }, { body: 'A brighter one?', name: 'Zoe' })
    expect(asked).toMatchObject({
      linkId: link.id,
      state: 'shown',
      author: { userId: null, name: 'Zoe' },
      mayEdit: false,
      mayRemove: false,
      mayReply: true,
    })
    const onAlbum = await visitor.comments.add({ albumId: hidden.id }, { body: 'All of them, please' })
    expect(onAlbum.author).toEqual({ userId: null, name: null })
    await refusalOf(visitor.comments.add({ photoId: one }, { body: 'x' }), 'PHOTO_NOT_FOUND')

    // Whoever made the link answers there; visitors are told no user names.
    const answer = await ann.as.comments.add({ photoId: two }, { body: 'Tomorrow', parentId: asked.id })
    expect(answer.linkId).toBe(link.id)
    const seen = await visitor.comments.ofPhoto(two)
    expect([idsOf(seen.items), seen.total]).toEqual([[asked.id, answer.id], 2])
    expect(seen.items[1]?.author.name).toBeNull()
    expect((await otherVisitor.comments.ofPhoto(two)).total).toBe(0)
    expect((await otherVisitor.comments.list()).total).toBe(0)
    await refusalOf(otherVisitor.comments.add({ photoId: two }, { body: 'x', parentId: asked.id }), 'COMMENT_NOT_FOUND')
    await refusalOf(visitor.comments.add({ photoId: two }, { body: 'x', parentId: site.id }), 'COMMENT_NOT_FOUND')

    // Whoever may edit the photo has no part in it.
    expect(idsOf((await eve.as.comments.ofPhoto(two)).items)).toEqual([site.id])
    expect(idsOf((await eve.as.comments.list()).items)).toEqual([site.id])
    await refusalOf(eve.as.comments.remove([asked.id]), 'COMMENT_NOT_FOUND')
    await refusalOf(eve.as.comments.add({ photoId: two }, { body: 'x', parentId: asked.id }), 'COMMENT_NOT_FOUND')
    for (const as of [ann.as, admin.as])
      expect(idsOf((await as.comments.ofPhoto(two)).items)).toEqual([site.id, asked.id, answer.id])
    const ofLink = await ann.as.comments.ofLink(link.id, { limit: 2 })
    expect([idsOf(ofLink.items), ofLink.total]).toEqual([[answer.id, onAlbum.id], 3])
    const rest = await ann.as.comments.ofLink(link.id, { limit: 2, cursor: ofLink.nextCursor ?? '' })
    expect(idsOf(rest.items)).toEqual([asked.id])
    for (const as of [ben.as, eve.as, visitor]) await refusalOf(as.comments.ofLink(link.id), 'LINK_NOT_FOUND')
    await refusalOf(ann.as.comments.ofLink(4_711), 'LINK_NOT_FOUND')

    // Whatever the site says.
    await system.comments.setSettings({ enabled: false })
    const late = await visitor.comments.add({ photoId: two }, { body: 'Thanks' })
    const reply = await ann.as.comments.add({ photoId: two }, { body: 'Welcome', parentId: late.id })
    expect(reply.mayEdit).toBe(true)
    await refusalOf(ann.as.comments.add({ photoId: two }, { body: 'x' }), 'FORBIDDEN')
    await refusalOf(eve.as.comments.add({ photoId: two }, { body: 'x' }), 'FORBIDDEN')
    expect((await visitor.comments.ofPhoto(two)).total).toBe(4)
    expect(idsOf((await ann.as.comments.ofPhoto(two)).items)).not.toContain(site.id)
    expect((await visitor.photos.inList(two, {})).comments).toEqual({ count: 4, mayComment: true, needsName: false })
    // Its visitors are not told apart: nobody of them takes back what another wrote.
    await refusalOf(visitor.comments.update(asked.id, { body: 'x' }), 'FORBIDDEN')
    await refusalOf(visitor.comments.remove([asked.id]), 'FORBIDDEN')
    await ann.as.comments.remove([asked.id])
    expect((await visitor.comments.ofPhoto(two)).items[0]).toMatchObject({ state: 'removed', body: null })
  })

  it('are there as long as the link allows them, and go with it', async () => {
    const { ann, two, link, visitor, hidden, enter, db } = await build()
    await visitor.comments.add({ photoId: two }, { body: 'Hello' })
    await ann.as.shares.update(link.id, { feedback: ['favourite'] })
    expect(await visitor.comments.ofPhoto(two)).toMatchObject({ items: [], total: 0, mayComment: false })
    expect((await visitor.comments.list()).total).toBe(0)
    await refusalOf(visitor.comments.add({ photoId: two }, { body: 'x' }), 'FORBIDDEN')
    const silent = await enter((await ann.as.shares.create({ name: 'x', albumIds: [hidden.id] })).key)
    await refusalOf(silent.comments.add({ photoId: two }, { body: 'x' }), 'FORBIDDEN')
    // What was written stays for those who asked, also when the link has ended.
    await ann.as.shares.revoke(link.id)
    expect((await ann.as.comments.ofLink(link.id)).total).toBe(1)
    await db.write.deleteFrom('share_links').where('id', '=', link.id).execute()
    expect(await db.read.selectFrom('comments').select('id').execute()).toEqual([])
  })

  it('are not read past the rights of whoever made the link', async () => {
    const { ann, admin, two, link, visitor, hidden, system } = await build()
    await visitor.comments.add({ photoId: two }, { body: 'Hello' })
    await system.albums.setGrants(hidden.id, { inherit: true, grants: [] })
    expect(await ann.as.comments.ofLink(link.id)).toMatchObject({ items: [], total: 0 })
    expect((await ann.as.comments.list()).total).toBe(0)
    expect((await admin.as.comments.ofLink(link.id)).total).toBe(1)
  })

  it('never wait and come at a pace that lets somebody go through photos, counted by address', async () => {
    const { two, visitor, system } = await build()
    await system.comments.setSettings({ moderation: 'all', floodSeconds: 60 })
    const add = (address: string) =>
      visitor.comments.add({ photoId: two }, { body: 'https://a.b '.repeat(9) }, { address })
    for (let index = 0; index < 20; index++) expect((await add('203.0.113.1')).state).toBe('shown')
    await refusalOf(add('203.0.113.1'), 'RATE_LIMITED')
    await add('203.0.113.2')
  })
})
