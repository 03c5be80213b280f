import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { nextAfter } from '../../src/news/news.round.ts'
import { createPostbox, runJobs, tokenIn } from '../accounts/accounts-world.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const [minute, day] = [60_000, 24 * 3_600_000]

describeDialects('letters about what is new', ({ openTestGallery }) => {
  const open = async () => {
    const box = createPostbox()
    const world = await openTestGallery({ mail: box.options })
    const { system, addUser, addAlbum, clock, gallery } = world
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    for (const { id } of [ann, ben]) await system.users.update(id, { email: `user${id}@example.org` })
    const shown = await addAlbum('Boats <b>&</b>\r\nBcc: x@example.org', { visibility: 'public' })
    const hidden = await addAlbum('Secret', { visibility: 'private' })
    await system.news.setSettings({ enabled: true })
    return {
      ...world,
      box,
      ann: { ...ann, email: `user${ann.id}@example.org` },
      ben: { ...ben, email: `user${ben.id}@example.org` },
      shown,
      hidden,
      /** A day later. */
      next: async () => {
        clock.advance(day)
        await runJobs(gallery)
      },
    }
  }

  it('NOT-01, NOT-02: tell each member what is new to it alone, once, and nothing where nothing is', async () => {
    const { ann, ben, shown, hidden, next, box, addPhoto, grant, clock } = await open()
    expect(await ann.as.news.own()).toMatchObject({ rhythm: 'never', nextAt: null, isOffered: true })
    await ann.as.news.choose({ rhythm: 'daily' })
    await ben.as.news.choose({ rhythm: 'daily' })
    await grant(hidden.id, [['user', ben.id, 'view']])
    clock.advance(minute)
    await addPhoto(shown.id, { title: '<img src=x onerror=alert(1)>\r\nX-Evil: 1' })
    await addPhoto(hidden.id)
    await addPhoto(hidden.id)
    await next()
    const [toAnn] = box.mails.filter(({ to }) => to === ann.email)
    const [toBen] = box.mails.filter(({ to }) => to === ben.email)
    expect(box.mails).toHaveLength(2)
    expect(toAnn?.subject).toMatch(/^A new photo at /)
    expect(toBen?.subject).toMatch(/^3 new photos at /)
    expect(toAnn?.text).not.toContain('Secret')
    expect(toBen?.text).toContain('Secret: 2 photos')
    expect(toAnn?.pictures).toHaveLength(1)
    expect(toBen?.pictures).toHaveLength(3)
    expect(toAnn?.pictures?.[0]?.mimeType).toBe('image/jpeg')
    // What people wrote is text.
    expect(toAnn?.html).toContain('Boats &lt;b&gt;&amp;&lt;/b&gt;')
    expect(toAnn?.html).not.toMatch(/<b>|<img src=x/)
    expect(toAnn?.subject).not.toMatch(/[\r\n]/)
    expect(toAnn?.text).not.toMatch(/^(?:Bcc|X-Evil):/m)
    expect(toAnn?.unsubscribeUrl).toContain('/unsubscribe?token=vu_')
    await next()
    expect(box.mails).toHaveLength(2)
  })

  it('NOT-02: are written in the language of the member, dates too', async () => {
    const words: string[][] = []
    const box = createPostbox()
    const { system, addUser, addAlbum, addPhoto, clock, gallery } = await openTestGallery({
      mail: {
        ...box.options,
        languages: (codes) => {
          words.push([...codes])
          return {
            code: 'ar',
            direction: 'rtl',
            say: (...[key]) => `<${key}>`,
            day: (iso) => `day of ${iso.slice(0, 10)}`,
          }
        },
      },
    })
    const ann = await addUser('ann')
    await system.users.update(ann.id, { email: 'ann@example.org' })
    await ann.as.account.setPreferences({ language: 'ar' })
    await system.news.setSettings({ enabled: true, text: 'Dear <all>\n\nSee you' })
    await ann.as.news.choose({ rhythm: 'weekly' })
    const album = await addAlbum('A', { visibility: 'public' })
    await addPhoto(album.id)
    clock.advance(8 * day)
    await runJobs(gallery)
    expect(words).toEqual([['ar', 'en']])
    expect(box.mails[0]?.html).toContain('<html lang="ar" dir="rtl">')
    expect(box.mails[0]?.html).toContain('&lt;mail.news.text&gt;')
    expect(box.mails[0]?.text).toMatch(/^Dear <all>\n\nSee you\n/)
  })

  it('NOT-01: goes on where it stopped, and never tells the same twice', async () => {
    const { ann, shown, box, addPhoto, clock, gallery, db } = await open()
    await ann.as.news.choose({ rhythm: 'daily' })
    await addPhoto(shown.id)
    clock.advance(day)
    // The round alone: the letter waits for a mail server that does not answer.
    box.failures = [new VitrineError('MAIL_FAILED', { details: { reason: 'no' } })]
    await runJobs(gallery)
    expect(box.mails).toEqual([])
    const waiting = await db.read.selectFrom('jobs').select('payload').where('queue', '=', 'mail').execute()
    expect(waiting.map(({ payload }) => JSON.parse(payload))).toMatchObject([{ letter: 'news', userId: ann.id }])
    clock.advance(minute)
    await runJobs(gallery)
    expect(box.take()).toHaveLength(1)
    // A round that is run twice finds nothing that is due.
    await gallery.jobs.enqueue('news.round', null)
    await runJobs(gallery)
    expect(box.mails).toEqual([])
  })

  it('NOT-02: end by the key of a letter without signing in, as often as it is asked', async () => {
    const { ann, shown, next, box, addPhoto, gallery } = await open()
    await ann.as.news.choose({ rhythm: 'daily' })
    await addPhoto(shown.id)
    await next()
    const key = tokenIn(box.take()[0])
    expect(await gallery.news.subscriptionOf(key)).toEqual({ username: 'ann', rhythm: 'daily' })
    for (const wrong of ['', 'vu_', `${key.slice(0, -1)}~`, `vu_${'A'.repeat(43)}`]) {
      expect(await gallery.news.subscriptionOf(wrong)).toBeNull()
      expect(await gallery.news.unsubscribe(wrong)).toBe(false)
    }
    expect(await gallery.news.unsubscribe(key)).toBe(true)
    expect(await gallery.news.unsubscribe(key)).toBe(true)
    expect(await ann.as.news.own()).toMatchObject({ rhythm: 'never', nextAt: null })
    await addPhoto(shown.id)
    await next()
    expect(box.mails).toEqual([])
  })

  it('NOT-01: are sent now, looked at before, and chosen by administrators', async () => {
    const { ann, ben, shown, system, box, addPhoto, gallery, clock, addUser } = await open()
    expect(await system.news.chooseFor(ann.id, { rhythm: 'weekly' })).toMatchObject({
      userId: ann.id,
      rhythm: 'weekly',
      canBeWrittenTo: true,
    })
    await ben.as.news.choose({ rhythm: 'daily' })
    const shared = await addUser('shared', { role: 'generic' })
    await refusalOf(system.news.chooseFor(shared.id, { rhythm: 'daily' }), 'FORBIDDEN')
    await refusalOf(shared.as.news.choose({ rhythm: 'daily' }), 'FORBIDDEN')
    await refusalOf(system.news.chooseFor(9_999, { rhythm: 'daily' }), 'USER_NOT_FOUND')
    await addPhoto(shown.id)
    await system.users.update(ben.id, { disabled: true })
    clock.advance(minute)
    expect(await system.news.preview()).toEqual({ looked: 2, letters: 1, mostPhotos: 1, isComplete: true })
    const first = await system.news.subscribers({ limit: 1 })
    expect([first.total, first.items.map(({ userId }) => userId)]).toEqual([2, [ann.id]])
    const second = await system.news.subscribers({ limit: 1, cursor: first.nextCursor as string })
    expect(second.items).toMatchObject([{ userId: ben.id, canBeWrittenTo: false }])
    expect(second.nextCursor).toBeNull()
    expect(await system.news.send()).toEqual({ members: 2 })
    await runJobs(gallery)
    expect(box.take().map(({ to }) => to)).toEqual([ann.email])
    await system.news.setSettings({ enabled: false })
    await refusalOf(system.news.send(), 'NEWS_OFF')
    for (const work of ['settings', 'state', 'subscribers', 'preview', 'send'] as const) {
      await refusalOf(ann.as.news[work](), 'FORBIDDEN')
      await refusalOf(gallery.as(guest).news[work](), 'UNAUTHENTICATED')
    }
    await refusalOf(gallery.as(guest).news.own(), 'UNAUTHENTICATED')
  })

  it('NOT-03, PR-18: feeds have a key of which a digest is kept, and end with the account', async () => {
    const { ann, system, gallery, db } = await open()
    const { key } = await ann.as.news.makeFeed()
    expect(await gallery.news.userOfFeed(key)).toBe(ann.id)
    expect(JSON.stringify(await db.read.selectFrom('personal_feeds').selectAll().execute())).not.toContain(key)
    const { key: renewed } = await ann.as.news.makeFeed()
    expect(await gallery.news.userOfFeed(key)).toBeNull()
    await system.users.update(ann.id, { disabled: true })
    expect(await gallery.news.userOfFeed(renewed)).toBeNull()
    await system.users.update(ann.id, { disabled: false })
    expect(await gallery.news.userOfFeed(renewed)).toBe(ann.id)
    await ann.as.news.removeFeed()
    expect(await gallery.news.userOfFeed(renewed)).toBeNull()
    const { key: last } = await ann.as.news.makeFeed()
    await ann.as.news.choose({ rhythm: 'daily' })
    await system.users.delete(ann.id)
    expect(await gallery.news.userOfFeed(last)).toBeNull()
    for (const table of ['news_subscriptions', 'personal_feeds'] as const)
      expect(await db.read.selectFrom(table).selectAll().execute()).toEqual([])
    expect(await system.news.state()).toMatchObject({ subscribers: 0 })
  })
})

it('NOT-01: go out at an hour of the day, the weekly ones on Mondays', () => {
  // A Wednesday.
  const now = new Date('2026-07-01T06:00:00.000Z')
  expect(nextAfter('daily', now, 6)).toBe('2026-07-02T06:00:00.000Z')
  expect(nextAfter('daily', now, 7)).toBe('2026-07-01T07:00:00.000Z')
  expect(nextAfter('weekly', now, 7)).toBe('2026-07-06T07:00:00.000Z')
  expect(nextAfter('never', now, 7)).toBeNull()
})
