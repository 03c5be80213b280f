import { afterAll, beforeAll, expect, it } from 'vitest'
import { crawlApi, crawlPages, createAsker, tryWrites } from './crawl.ts'
import { canary, openTwoWorlds, type Secrets, type Site } from './worlds.ts'

let full: Site
let bare: Site
let secrets: Secrets
let ids: number[]
beforeAll(async () => {
  ;({ full, bare, secrets } = await openTwoWorlds())
  const last = Math.max(...secrets.photos, ...secrets.albums)
  ids = Array.from({ length: last + 3 }, (_, index) => index + 1)
}, 300_000)
afterAll(async () => {
  await full[Symbol.asyncDispose]()
  await bare[Symbol.asyncDispose]()
})

it('AZ-02: shows a guest the same pages, byte by byte, with and without what is private', {
  timeout: 300_000,
}, async () => {
  const asker = createAsker(full, bare)
  const hidden = ids.flatMap((id) => [`/albums/${id}`, `/photos/${id}`, `/tags/${id}`])
  const seen = await crawlPages(asker, ['/', ...hidden, `/search?q=${canary}`, `/albums/${canary}/vault`, '/nowhere'])
  expect(asker.differences).toEqual([])
  expect(seen.size).toBeGreaterThan(100)
})

it('AZ-02: gives a guest the same answers to every question of the API', { timeout: 240_000 }, async () => {
  const asker = createAsker(full, bare)
  await crawlApi(asker, ids, canary)
  await tryWrites(asker, ids)
  expect(asker.differences).toEqual([])
  expect(asker.asked()).toBeGreaterThan(500)
})

it('is about two galleries that differ, for those who may see it', async () => {
  const [one, other] = await Promise.all(
    [full, bare].map(async ({ gallery }) => {
      const system = gallery.asSystem('test')
      return [(await system.photos.list()).total, (await system.albums.list({ parent: null })).total]
    }),
  )
  expect(one?.[0]).toBeGreaterThan(other?.[0] as number)
  expect(one?.[1]).toBeGreaterThan(other?.[1] as number)
  expect((await bare.gallery.asSystem('test').photos.list({ q: canary })).total).toBe(0)
})
