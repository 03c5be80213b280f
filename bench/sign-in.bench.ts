import { randomBytes, scrypt } from 'node:crypto'
import type { Gallery } from '../packages/core/src/gallery.types.ts'
import { defaultPasswordCost } from '../packages/core/src/users/password.ts'
import { type Bench, defineBench } from './kernel/define-bench.ts'
import { openGallery } from './kernel/open-gallery.ts'

const account = { username: 'bench', password: 'correct horse battery' }

/** One sign-in, against the hash of its password alone: what is slow on purpose, and what is not. */
export const benches: readonly Bench[] = [
  defineBench<{ gallery: Gallery; salt: Buffer }>({
    name: 'sign-in.to-bare-scrypt',
    unit: 'ms',
    better: 'lower',
    limits: { ratio: 1.25 },
    rounds: 7,
    times: 4,
    async setup({ folder }) {
      const gallery = await openGallery(folder)
      await gallery.asSystem('bench').users.create(account)
      return { gallery, salt: randomBytes(16) }
    },
    teardown: ({ gallery }) => gallery.close(),
    async baseline({ salt }, times) {
      const { N, r, p } = defaultPasswordCost
      for (let n = 0; n < times; n++) {
        await new Promise<void>((resolve, reject) => {
          const done = (error: Error | null): void => (error ? reject(error) : resolve())
          scrypt(account.password, salt, 32, { N, r, p, maxmem: 256 * N * r }, done)
        })
      }
    },
    async subject({ gallery }, times) {
      for (let n = 0; n < times; n++) await gallery.sessions.signIn({ ...account, address: '127.0.0.1' })
    },
  }),
]
