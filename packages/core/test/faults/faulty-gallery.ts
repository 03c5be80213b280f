import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connections, DialectSupport } from '../../src/db/dialect.ts'
import { buildGallery } from '../../src/gallery.ts'
import type { Gallery } from '../../src/gallery.types.ts'
import { runStep as plainly, type RunStep } from '../../src/ingest/steps.ts'
import { fsStorage } from '../../src/storage/fs-storage.ts'
import { createTestClock, testPasswordCost } from '../../src/testing/test-gallery.ts'

export const openAt = (
  database: DialectSupport,
  folder: string,
  { runStep = plainly, hoursLater = 0 }: { runStep?: RunStep; hoursLater?: number } = {},
): Promise<Gallery> =>
  buildGallery(
    {
      database,
      storage: fsStorage({ root: join(folder, 'originals') }),
      cacheFolder: join(folder, 'cache'),
      stagingFolder: join(folder, 'incoming'),
      passwordCost: testPasswordCost,
      tools: false,
      // Receivers of tests listen on this machine.
      outbound: { allowedRanges: ['127.0.0.0/8'] },
      clock: createTestClock(new Date(Date.now() + hoursLater * 3_600_000).toISOString()),
    },
    { runStep },
  )

/** Opens it weeks later, when nothing that was left behind can be of use to anybody, and lets it tidy up. */
export const sweepAt = async (database: DialectSupport, folder: string): Promise<Gallery> => {
  const gallery = await openAt(database, folder, { hoursLater: 24 * 30 })
  while (await gallery.jobs.runNext());
  return gallery
}

/** The same database, whose connections can be taken away. */
export const breakable = (support: DialectSupport) => {
  const opened: Connections[] = []
  const database: DialectSupport = {
    ...support,
    open: async () => {
      const connections = await support.open()
      opened.push(connections)
      return connections
    },
  }
  return { database, break: () => Promise.all(opened.map((connections) => connections.close())) }
}

export const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-faults-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
