import { parseArgs } from 'node:util'
import { mysql } from '../packages/core/src/db/dialects/mysql.ts'
import { sqlite } from '../packages/core/src/db/dialects/sqlite.ts'
import { seedDatabase } from './seed/seed-database.ts'

const usage = `npm run bench:seed -- --database sqlite:FILE [--photos N] [--albums N] [--users N] [--seed N]

Fills an empty database with a made-up gallery, the same for the same seed. Everybody's password is “seeded password”; user1 is
an administrator. The photos have no files.

  --database  sqlite:FILE or mysql://user:password@host:port/database
  --photos    default 10000; a million takes three minutes in SQLite
  --albums    default 500
  --users     default 50
  --seed      default 1`

const { values: flags } = parseArgs({
  options: {
    database: { type: 'string' },
    photos: { type: 'string', default: '10000' },
    albums: { type: 'string', default: '500' },
    users: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})

const toDialect = (url: string) => {
  if (url.startsWith('sqlite:')) return sqlite({ file: url.slice('sqlite:'.length) })
  if (url.startsWith('mysql:')) return mysql({ uri: url })
  throw new TypeError('--database must start with sqlite: or mysql:')
}

const toCount = (name: 'photos' | 'albums' | 'users' | 'seed'): number => {
  const count = Number(flags[name])
  if (!Number.isSafeInteger(count) || count < 0) throw new TypeError(`--${name} must be a whole number`)
  return count
}

if (flags.help || flags.database === undefined) {
  console.log(usage)
  process.exitCode = flags.help ? 0 : 2
} else {
  const startedAt = performance.now()
  const counts = {
    photos: toCount('photos'),
    albums: toCount('albums'),
    users: toCount('users'),
    seed: toCount('seed'),
  }
  await seedDatabase(toDialect(flags.database), {
    ...counts,
    onProgress: (photos) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${photos} photos`)
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  console.log(JSON.stringify({ ...counts, seconds: Math.round(performance.now() - startedAt) / 1_000 }))
}
