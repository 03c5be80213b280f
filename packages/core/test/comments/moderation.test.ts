import { expect, it } from 'vitest'
import { guest as guestActor } from '../../src/access/actor.ts'
import { createPostbox, runJobs } from '../accounts/accounts-world.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'
import { idsOf, openCommentsWorld } from './comments-world.ts'

describeDialects('moderation of comments', (context) => {
  const build = () => openCommentsWorld(context)

  it('COM-02: has those of guests wait, and all, or none, as the settings say', async () => {
    const { ann, ben, admin, one, gallery, system } = await build()
    const guest = gallery.as(guestActor)
    await refusalOf(guest.comments.add({ photoId: one }, { body: 'x', name: 'Zoe' }), 'UNAUTHENTICATED')
    await system.comments.setSettings({ guests: true })
    expect(await guest.comments.ofPhoto(one)).toMatchObject({ mayComment: true, needsName: true })
    await refusalOf(guest.comments.add({ photoId: one }, { body: 'x' }), 'INPUT_INVALID')
    for (const name of ['', ' ', '\u200b', 'x'.repeat(61), 'a\0b'])
      await refusalOf(guest.comments.add({ photoId: one }, { body: 'x', name }), 'INPUT_INVALID')
    const waits = await guest.comments.add({ photoId: one }, { body: 'Of a guest', name: ' <b>Zoe</b>\n' })
    expect(waits).toMatchObject({ state: 'pending', author: { userId: null, name: '<b>Zoe</b>' } })
    expect((await guest.comments.ofPhoto(one)).total).toBe(0)
    expect((await ben.as.comments.ofPhoto(one)).total).toBe(0)
    const [seen] = (await admin.as.comments.ofPhoto(one)).items
    expect(seen).toMatchObject({ id: waits.id, mayApprove: true, mayRemove: true, mayEdit: false, mayReply: false })
    expect(idsOf((await admin.as.comments.list({ state: 'pending' })).items)).toEqual([waits.id])
    expect((await ann.as.comments.add({ photoId: one }, { body: 'Of a user' })).state).toBe('shown')

    await system.comments.setSettings({ moderation: 'all' })
    const own = await ann.as.comments.add({ photoId: one }, { body: 'Waits, too' })
    expect(own.state).toBe('pending')
    // Its author sees what waits, and nobody else but those who decide.
    expect(idsOf((await ann.as.comments.ofPhoto(one)).items)).toContain(own.id)
    expect(idsOf((await ben.as.comments.ofPhoto(one)).items)).not.toContain(own.id)
    expect((await ben.as.comments.ofPhoto(one)).total).toBe(1)
    await refusalOf(ben.as.comments.approve([own.id]), 'COMMENT_NOT_FOUND')
    await refusalOf(ann.as.comments.approve([own.id]), 'FORBIDDEN')
    expect((await admin.as.comments.add({ photoId: one }, { body: 'Never waits' })).state).toBe('shown')
    await system.comments.setSettings({ moderation: 'none' })
    expect((await guest.comments.add({ photoId: one }, { body: 'x', name: 'Zoe' })).state).toBe('shown')
  })

  it('COM-06: has comments with many addresses wait', async () => {
    const { ann, one, system } = await build()
    const stateOf = async (body: string) => (await ann.as.comments.add({ photoId: one }, { body })).state
    expect(await stateOf('https://a.example www.b.example http://www.c.example')).toBe('shown')
    expect(await stateOf('https://a.example www.b.example ftp://c.example HTTPS://D.example')).toBe('pending')
    await system.comments.setSettings({ maxLinks: 0 })
    expect(await stateOf('see www.a.example')).toBe('pending')
    expect(await stateOf('a sentence with no address')).toBe('shown')
  })

  it('COM-02: approves all or none, and is for those who may edit what it is about', async () => {
    const { ann, eve, admin, one, two, system, countChanges } = await build()
    await system.comments.setSettings({ moderation: 'all' })
    const here = await ann.as.comments.add({ photoId: one }, { body: 'Here' })
    const there = await ann.as.comments.add({ photoId: two }, { body: 'There' })
    const before = await countChanges()
    await refusalOf(eve.as.comments.approve([here.id, there.id]), 'COMMENT_NOT_FOUND')
    await refusalOf(admin.as.comments.approve([here.id, 4_711]), 'COMMENT_NOT_FOUND')
    expect(await countChanges()).toBe(before)
    expect((await eve.as.comments.ofPhoto(two)).items[0]).toMatchObject({ state: 'pending', mayApprove: true })
    await eve.as.comments.approve([there.id])
    await admin.as.comments.approve([here.id, there.id, here.id])
    expect((await admin.as.comments.list({ state: 'pending' })).total).toBe(0)
    expect(await countChanges()).toBe(before + 2)
    // Written anew it waits again, and what waits goes on waiting.
    expect((await ann.as.comments.update(here.id, { body: 'Something else' })).state).toBe('pending')
    await system.comments.setSettings({ moderation: 'none' })
    expect((await ann.as.comments.update(here.id, { body: 'Harmless' })).state).toBe('pending')
    await system.comments.setSettings({ mayEditOwn: false, mayRemoveOwn: false })
    await refusalOf(ann.as.comments.update(there.id, { body: 'x' }), 'FORBIDDEN')
    await refusalOf(ann.as.comments.remove([there.id]), 'FORBIDDEN')
    expect((await ann.as.comments.ofPhoto(two)).items[0]).toMatchObject({ mayEdit: false, mayRemove: false })
    await admin.as.comments.remove([here.id, there.id])
  })

  it('DO-13, COM-06: slows down who writes much, users by what they wrote and others by where they come from', async () => {
    const { ann, ben, admin, one, system, gallery, clock, countChanges, db } = await build()
    await system.comments.setSettings({ floodSeconds: 60, guests: true })
    const add = (as: typeof ann.as, address?: string) =>
      as.comments.add({ photoId: one }, { body: 'x', ...(as === guest ? { name: 'Zoe' } : {}) }, { address })
    const guest = gallery.as(guestActor)
    await add(ann.as)
    const before = await countChanges()
    const { details } = await refusalOf(add(ann.as), 'RATE_LIMITED')
    expect(details).toEqual({ retryAfterSeconds: 60 })
    expect(await countChanges()).toBe(before)
    await add(ben.as)
    await add(admin.as)
    await add(admin.as)
    await add(guest, '203.0.113.1')
    await refusalOf(add(guest, '203.0.113.1'), 'RATE_LIMITED')
    await add(guest, '203.0.113.2')
    await add(guest, '2001:db8::1')
    await refusalOf(add(guest, '2001:db8::ffff'), 'RATE_LIMITED')
    await add(guest, '2001:db8:0:1::1')
    // Many at once do not pass as one, and what came to nothing does not count.
    clock.advance(60_000)
    await refusalOf(ann.as.comments.add({ photoId: 4_711 }, { body: 'x' }), 'PHOTO_NOT_FOUND')
    const many = await Promise.allSettled(Array.from({ length: 5 }, () => add(ann.as)))
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    clock.advance(60_000)
    gallery.hooks.filter('comment.adding', (payload) => ({ ...payload, verdict: 'reject' }), { owner: 'strict' })
    await refusalOf(add(guest, '203.0.113.1'), 'HOOK_REJECTED')
    gallery.hooks.removeOwner('strict')
    await add(guest, '203.0.113.1')
    // What another process took counts, as it is in the database.
    await db.write
      .updateTable('comments')
      .set({ created_at: clock().toISOString() } as never)
      .where('user_id', '=', ben.id)
      .execute()
    await refusalOf(add(ben.as), 'RATE_LIMITED')
    await system.comments.setSettings({ floodSeconds: 0 })
    await add(ben.as)
    await add(ben.as)
  })

  it('COM-06: asks plugins, who can be stricter and never laxer, and refuses where they fail', async () => {
    const { ann, admin, one, gallery, system, countChanges } = await build()
    const told: unknown[] = []
    for (const name of ['comment.added', 'comment.updated', 'comment.approved', 'comment.removed'] as const)
      gallery.hooks.on(name, ({ comments }) => void told.push([name, comments.map(({ id, state }) => [id, state])]))
    const asked: unknown[] = []
    let verdict: 'accept' | 'moderate' | 'reject' = 'moderate'
    gallery.hooks.filter('comment.adding', (payload) => {
      asked.push(payload.verdict)
      return { draft: { ...payload.draft, body: payload.draft.body.replace('darn', '…') }, verdict }
    })
    const { id, state, body } = await ann.as.comments.add({ photoId: one }, { body: 'darn it' })
    expect([state, body]).toEqual(['pending', '… it'])
    await system.comments.setSettings({ moderation: 'all' })
    verdict = 'accept'
    expect((await ann.as.comments.add({ photoId: one }, { body: 'x' })).state).toBe('pending')
    verdict = 'reject'
    const before = await countChanges()
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'x' }), 'HOOK_REJECTED')
    await refusalOf(ann.as.comments.update(id, { body: 'x' }), 'HOOK_REJECTED')
    gallery.hooks.filter('comment.adding', (payload) => ({ ...payload, verdict: 'reject', reason: 'No shouting.' }), {
      owner: 'polite',
    })
    const refused = await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'X' }), 'HOOK_REJECTED')
    expect(refused.issues).toEqual([{ path: 'body', message: 'No shouting.' }])
    gallery.hooks.removeOwner('polite')
    verdict = 'whatever' as never
    await refusalOf(admin.as.comments.add({ photoId: one }, { body: 'x' }), 'HOOK_REJECTED')
    verdict = 'accept'
    gallery.hooks.filter(
      'comment.adding',
      () => {
        throw new Error('Out of order')
      },
      { owner: 'broken' },
    )
    await refusalOf(ann.as.comments.add({ photoId: one }, { body: 'x' }), 'PLUGIN_FILTER_FAILED')
    gallery.hooks.removeOwner('broken')
    expect(await countChanges()).toBe(before)
    expect(asked).toContain('accept')
    await ann.as.comments.update(id, { body: 'mended' })
    await admin.as.comments.approve([id])
    await admin.as.comments.remove([id])
    expect(told).toEqual([
      ['comment.added', [[id, 'pending']]],
      ['comment.added', [[expect.any(Number), 'pending']]],
      ['comment.updated', [[id, 'pending']]],
      ['comment.approved', [[id, 'shown']]],
      ['comment.removed', [[id, 'shown']]],
    ])
  })

  it('tells of comments as of what they are about, and of what waits or is said by links nobody but administrators', async () => {
    const { ann, ben, admin, one, two, hidden, system, enter, gallery } = await build()
    const typesFor = async (as: typeof ann.as) =>
      (await as.events.list({ types: ['comment.*'], limit: 500 })).items.map(({ subject }) => subject.id)
    const shown = await ann.as.comments.add({ photoId: one }, { body: 'a secret word' })
    const inHidden = await ann.as.comments.add({ photoId: two }, { body: 'x' })
    const { key } = await ann.as.shares.create({ name: 'x', albumIds: [hidden.id], feedback: ['comment'] })
    const visitor = await enter(key)
    const byLink = await visitor.comments.add({ photoId: two }, { body: 'x' })
    await system.comments.setSettings({ moderation: 'all' })
    const waiting = await ann.as.comments.add({ photoId: one }, { body: 'x' })
    expect(await typesFor(admin.as)).toEqual([shown.id, inHidden.id, byLink.id, waiting.id])
    expect(await typesFor(ann.as)).toEqual([shown.id, inHidden.id])
    expect(await typesFor(ben.as)).toEqual([shown.id])
    expect(await typesFor(gallery.as(guestActor))).toEqual([shown.id])
    expect(await typesFor(visitor)).toEqual([])
    const log = JSON.stringify((await admin.as.events.list({ limit: 500 })).items)
    expect(log).not.toContain('secret word')
    await system.comments.setSettings({ enabled: false })
    expect(await typesFor(ben.as)).toEqual([])
  })

  it('COM-03: writes to administrators, once for a commit, with no more than a part of it and nothing that does anything', async () => {
    const postbox = createPostbox()
    const world = await openCommentsWorld(context, { mail: postbox.options })
    const { ann, admin, one, system, gallery } = world
    await system.users.update(admin.id, { email: 'boss@example.org' })
    const hostile = `<script>alert(1)</script> & "quoted" ${'long '.repeat(300)}`
    await ann.as.comments.add({ photoId: one }, { body: hostile })
    await runJobs(gallery)
    expect(postbox.take()).toEqual([])
    await system.comments.setSettings({
      mailOn: ['added', 'pending', 'edited', 'removed'],
      guests: true,
      mailMinutes: 0,
    })
    const { id } = await ann.as.comments.add({ photoId: one }, { body: hostile })
    await runJobs(gallery)
    const [mail, ...more] = postbox.take('boss@example.org')
    expect(more).toEqual([])
    expect(mail?.subject).toMatch(/^A new comment at /)
    expect(mail?.text).toContain('ann on ')
    expect(mail?.html).not.toContain('<script>')
    expect(mail?.html).toContain('&lt;script&gt;')
    expect(mail?.text.length).toBeLessThan(1_000)
    expect(mail?.text).toContain('https://photos.example.org/comments')
    const waiting = await gallery
      .as(guestActor)
      .comments.add({ photoId: one }, { body: 'Hello', name: 'Zoe <a href="x">' }, { address: '203.0.113.9' })
    await runJobs(gallery)
    expect(postbox.take().map(({ subject }) => subject)).toEqual([expect.stringMatching(/^A comment waits/)])
    await ann.as.comments.update(id, { body: 'Shorter' })
    await ann.as.comments.remove([id])
    await runJobs(gallery)
    expect(postbox.take().map(({ subject }) => subject)).toEqual([expect.stringMatching(/^A comment was removed/)])
    // Decided on before the letter was written; and what an administrator did is no news to administrators.
    await admin.as.comments.approve([waiting.id])
    await admin.as.comments.remove([waiting.id])
    await runJobs(gallery)
    expect(postbox.take()).toEqual([])
  })

  it('gathers the news of some minutes in one letter', async () => {
    const postbox = createPostbox()
    const world = await openCommentsWorld(context, { mail: postbox.options })
    const { ann, ben, admin, one, system, gallery, clock } = world
    await system.users.update(admin.id, { email: 'boss@example.org' })
    await system.comments.setSettings({ mailOn: ['added', 'pending', 'removed'], mailMinutes: 15 })
    const first = await ann.as.comments.add({ photoId: one }, { body: 'The light in this one' })
    clock.advance(60_000)
    const second = await ben.as.comments.add({ photoId: one }, { body: 'And the sky' })
    await runJobs(gallery)
    expect(postbox.take()).toEqual([])
    clock.advance(15 * 60_000)
    await runJobs(gallery)
    const [mail, ...more] = postbox.take('boss@example.org')
    expect(more).toEqual([])
    expect(mail?.subject).toMatch(/^2 new comments at /)
    expect(mail?.text).toContain('The light in this one')
    expect(mail?.text).toContain('And the sky')
    await ben.as.comments.remove([second.id])
    for (let at = 0; at < 110; at++) await ann.as.comments.add({ photoId: one }, { body: `Number ${at}` })
    clock.advance(16 * 60_000)
    await runJobs(gallery)
    const [long, ...others] = postbox.take('boss@example.org')
    expect(others).toEqual([])
    expect(long?.subject).toMatch(/^News of 111 comments at /)
    expect(long?.text).toContain('Number 0')
    expect(long?.text).not.toContain('Number 109')
    expect(long?.text).toContain('more.')
    // Gone before the letter is written: nobody is written to.
    const gone = await ann.as.comments.add({ photoId: one }, { body: 'Soon gone' })
    await admin.as.comments.remove([gone.id, first.id])
    clock.advance(16 * 60_000)
    await runJobs(gallery)
    expect(postbox.take()).toEqual([])
  })

  it('is for administrators to set', async () => {
    const { ann, admin } = await build()
    await refusalOf(ann.as.comments.settings(), 'FORBIDDEN')
    await refusalOf(ann.as.comments.setSettings({ enabled: false }), 'FORBIDDEN')
    expect(await admin.as.comments.settings()).toEqual({
      enabled: true,
      guests: false,
      moderation: 'guests',
      mayEditOwn: true,
      mayRemoveOwn: true,
      floodSeconds: 0,
      maxLinks: 3,
      order: 'oldest',
      mailOn: ['pending'],
      mailMinutes: 10,
    })
    for (const wrong of [
      { floodSeconds: -1 },
      { maxLinks: 1.5 },
      { moderation: 'some' },
      { mailOn: ['spam'] },
      { x: 1 },
    ])
      await refusalOf(admin.as.comments.setSettings(wrong as never), 'INPUT_INVALID')
    expect((await admin.as.comments.setSettings({ mailOn: ['removed', 'added', 'added'] })).mailOn).toEqual([
      'added',
      'removed',
    ])
  })
})
