import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DialectSupport } from '../../../core/src/db/dialect.ts'
import { describeDialects } from '../../../core/test/dialects.ts'
import { jpeg, openWorld, type World } from '../api/world.ts'

const reason = 'what the database says of itself'

/** A database that fails at one question, the so-manieth from when it was told to. */
const failing = (support: DialectSupport) => {
  let left = Number.POSITIVE_INFINITY
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      left -= 1
      if (left === 0) throw new Error(reason)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const database: DialectSupport = {
    ...support,
    open: async () => {
      const { read, write, close } = await support.open()
      return { read: read.withPlugin(plugin), write: write.withPlugin(plugin), close }
    },
  }
  return {
    database,
    failAt: (question: number) => {
      left = question
    },
    /** @returns Whether it failed. */
    heal: (): boolean => {
      const failed = left <= 0
      left = Number.POSITIVE_INFINITY
      return failed
    },
  }
}

/** Names of what each may not see. */
const unseen = { guest: /(Hidden|blue|granted) canary/, member: /(Hidden|blue) canary/, admin: /$^/ }

describeDialects('a fault while rights are looked up', (dialect) => {
  let world: World
  let close: () => Promise<void>
  let faults: ReturnType<typeof failing>
  const cookies = { guest: '', member: '', admin: '' }
  let paths: string[]

  beforeAll(async () => {
    const { support } = await dialect.migratedDatabase()
    faults = failing(support())
    const opened = await openWorld('fetch', { costlyPerMinute: null }, { database: faults.database })
    world = opened.world
    close = opened.close
    cookies.member = await world.cookieOf('member')
    cookies.admin = await world.cookieOf('admin')
    const admin = await world.as('admin')
    const file = new File([new Uint8Array(await jpeg('#3c3'))], 'granted canary.jpg')
    const { photo: granted } = await admin.photos.upload({ file, album: world.albums.granted.id })
    const hidden = await admin.photos.get({ id: world.photos.hidden.id })
    const picture = Object.values(hidden.derivatives)[0]?.url ?? ''
    paths = [
      '/api/v1/albums',
      '/api/v1/photos',
      '/api/v1/photos?q=canary',
      '/api/v1/tags',
      '/api/v1/browse/facets',
      '/',
      '/search?q=canary',
      ...[hidden.id, granted.id].flatMap((id) => [
        `/api/v1/photos/${id}`,
        `/api/v1/photos/${id}/original`,
        `/photos/${id}`,
      ]),
      `/albums/${world.albums.hidden.id}`,
      new URL(picture, world.baseUrl).pathname,
    ]
  }, 60_000)
  afterAll(() => close?.())

  const ask = async (path: string, cookie: string) => {
    const answer = await world.request(path, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, headers: answer.headers, text: bytes.toString('latin1') }
  }
  const seenBy = async (cookie: string) => {
    const seen = []
    for (const path of paths) {
      const { status, text } = await ask(path, cookie)
      // Tokens of forms are made anew for each page, and searches are timed.
      seen.push([path, status, text.replaceAll(/value="v\w_[\w-]+"|csrfToken[^>]*|nonce="[^"]*"/g, '')])
    }
    return seen
  }

  it.each(['guest', 'member', 'admin'] as const)(
    'AZ-30: gives %s an error at whichever question it comes, nothing to keep, and the same as ever afterwards',
    async (who) => {
      const cookie = cookies[who]
      const before = await seenBy(cookie)
      for (const [index, path] of paths.entries()) {
        const sound = before[index]?.[1]
        for (let question = 1; ; question++) {
          expect(question, path).toBeLessThan(200)
          faults.failAt(question)
          const answer = await ask(path, cookie)
          if (!faults.heal()) break
          const what = `${path}, question ${question}`
          expect(answer.text, what).not.toContain(reason)
          expect(answer.text, what).not.toMatch(unseen[who])
          // Something that the answer does not need, such as when a session was used last, may fail alone.
          if (answer.status === sound) continue
          expect(answer.status, what).toBeGreaterThanOrEqual(500)
          expect(answer.headers.get('cache-control'), what).toBe('no-store')
        }
      }
      expect(await seenBy(cookie)).toEqual(before)
    },
    120_000,
  )
})
