import { mysql } from '../../src/db/dialects/mysql.ts'
import { sqlite } from '../../src/db/dialects/sqlite.ts'
import { createGallery } from '../../src/gallery.ts'
import { fsStorage } from '../../src/storage/fs-storage.ts'
import { testPasswordCost } from '../../src/testing/test-gallery.ts'

// Synchronises a root of a gallery that others may have open: `database root folder`. Prints how it ended, and `ready` when it starts.
const [database = '', rootPath = '', folder = ''] = process.argv.slice(2)
const gallery = await createGallery({
  database: database.startsWith('mysql:') ? mysql({ uri: database }) : sqlite({ file: database }),
  storage: fsStorage({ root: `${folder}/originals` }),
  cacheFolder: `${folder}/cache`,
  passwordCost: testPasswordCost,
  // A claim of a process that was killed holds for a minute: here it never holds.
  clock: () => new Date(Date.now() + 3_600_000 * Number(process.env.VITRINE_TEST_HOURS ?? 0)),
})
const { library } = gallery.asSystem('test')
const root = await library.addRoot({ path: rootPath })
process.send?.('ready')
const outcome = await library.sync(root.id).then(
  (summary) => ({ summary }),
  (error: { code?: string }) => ({ code: error.code }),
)
process.stdout.write(JSON.stringify({ ...outcome, maxRssBytes: process.resourceUsage().maxRSS * 1024 }))
await gallery.close()
process.disconnect?.()
