import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'
import { openCommentsWorld } from './comments-world.ts'

describeDialects('comments of albums that take none', (context) => {
  it('COM-01: are taken no more, on the album and on photos that are in no other, and stay to be read', async () => {
    const { admin, ann, system, open, hidden, one } = await openCommentsWorld(context)
    const first = await ann.as.comments.add({ photoId: one }, { body: 'Before' })
    await system.albums.update(open.id, { comments: false })
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'After' }), 'FORBIDDEN')
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'After', parentId: first.id }), 'FORBIDDEN')
    await refusalOf(ann.as.comments.add({ albumId: open.id }, { body: 'After' }), 'FORBIDDEN')
    const page = await ann.as.comments.ofPhoto(one)
    expect(page).toMatchObject({ total: 1, mayComment: false, items: [{ body: 'Before', mayReply: false }] })
    const shown = await ann.as.photos.inList(one, {}, { comments: {} })
    expect(shown).toMatchObject({ comments: { count: 1, mayComment: false }, commentPage: { mayComment: false } })
    expect(await ann.as.comments.ofAlbum(open.id)).toMatchObject({ mayComment: false })
    // Elsewhere it is taken.
    await admin.as.photos.update(one, { albumIds: [open.id, hidden.id] })
    expect(await ann.as.comments.ofPhoto(one)).toMatchObject({ mayComment: true })
    await ann.as.comments.add({ photoId: one }, { body: 'Again' })
    await ann.as.comments.remove([first.id])
  })

  it('do not keep visitors of a link from writing to whoever made it', async () => {
    const { admin, system, open, one, enter } = await openCommentsWorld(context)
    await system.albums.update(open.id, { comments: false, applyToSubAlbums: true })
    const { key } = await admin.as.shares.create({ name: 'Proofs', photoIds: [one], feedback: ['comment'] })
    const visitor = await enter(key)
    const asked = await visitor.comments.add({ photoId: one }, { body: 'A brighter one?' })
    expect(await visitor.comments.ofPhoto(one)).toMatchObject({ mayComment: true })
    await admin.as.comments.add({ photoId: one }, { body: 'Tomorrow', parentId: asked.id })
  })
})
