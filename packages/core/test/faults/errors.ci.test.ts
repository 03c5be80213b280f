import { createConnection } from 'mysql2/promise'
import { expect, inject, it } from 'vitest'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { describeDialects, type TestDatabase } from '../dialects.ts'
import { addressOf } from '../library/library-world.ts'
import { bringIn } from './bring-in.ts'
import { breakable, openAt, sweepAt, temporaryFolder } from './faulty-gallery.ts'
import { createFaultySteps, pointsOf, ways } from './points.ts'
import { countWhole, expectTidy } from './whole.ts'

const systemError = (code: string) => Object.assign(new Error(`${code}: as if`), { code })

/** Ends every connection to the database, as a server does that is restarted. */
const killConnections = async (database: string, own: readonly number[]): Promise<void> => {
  const connection = await createConnection({ uri: inject('mysqlUrl') as string })
  const [rows] = await connection.query('select id from information_schema.processlist where db = ?', [database])
  for (const { id } of rows as { id: number }[])
    if (!own.includes(Number(id))) await connection.query(`kill connection ${Number(id)}`).catch(() => {})
  await connection.end()
}

describeDialects('a file that comes in, whatever step fails', (dialect) => {
  let hoursLater = 0
  const open = async (on: TestDatabase, folder: string) => {
    const faults = createFaultySteps()
    const { database, break: close } = breakable(on.support())
    // Later each time: what was claimed through connections that are gone holds for a minute.
    const gallery = await openAt(database, folder, { runStep: faults.runStep, hoursLater: hoursLater++ })
    return { gallery, faults, close, system: gallery.asSystem('test') }
  }

  it.each(ways)(
    'is there whole or not at all, and there once when it is sent again: %s',
    async (way) => {
      const on = await dialect.migratedDatabase()
      await using folder = await temporaryFolder()
      let opened = await open(on, folder.path)
      const db = await on.connect()
      const { id: albumId } = await opened.system.albums.create({ name: 'Faults' })
      const rootsFolder = `${folder.path}/roots`
      const gone = async (): Promise<void> => {
        if (dialect.name === 'sqlite') await opened.close()
        else await killConnections(new URL(await addressOf(dialect, db)).pathname.slice(1), [])
      }
      const strikes = {
        ENOSPC: () => Promise.reject(systemError('ENOSPC')),
        EIO: () => Promise.reject(systemError('EIO')),
        gone,
      }
      for (const [fault, strike] of Object.entries(strikes)) {
        for (const point of pointsOf(way)) {
          const where = `${fault} ${point.side} ${point.step}`
          const seed = `${way} ${where}`
          let uploadId: string | undefined
          const arrival = { way, seed, albumId, rootsFolder }
          const sync = way === 'sync'
          // The root is made before, by a transaction of its own.
          if (sync) await bringIn(opened.system, { ...arrival, seed: `${seed} before` })
          opened.faults.arm(point, strike)
          const failure = await bringIn(opened.system, arrival, (id) => (uploadId = id)).then(
            () => null,
            (error: unknown) => error,
          )
          expect(opened.faults.disarm(), `${where} is reached`).toBe(true)
          // A file of a database that was closed stays so; on a server, the claim of a run that could not be given back is waited for.
          if (fault === 'gone' && (dialect.name === 'sqlite' || sync)) {
            await opened.gallery.close().catch(() => {})
            opened = await open(on, folder.path)
          }
          const count = await countWhole(db, folder.path, seed)
          expect(count, where).toBeLessThanOrEqual(1)
          if (failure === null && !sync) expect(count, where).toBe(1)
          if (fault === 'ENOSPC' && !sync)
            expect(VitrineError.has(failure, 'STORAGE_FULL'), `${where}: ${failure}`).toBe(true)
          if (fault === 'EIO' && !sync)
            expect(VitrineError.has(failure, 'STORAGE_FAILED'), `${where}: ${failure}`).toBe(true)
          await bringIn(opened.system, { ...arrival, uploadId })
          expect(await countWhole(db, folder.path, seed), `${where}, again`).toBe(1)
        }
      }
      await opened.gallery.close()
      await using swept = await sweepAt(on.support(), folder.path)
      await expectTidy(swept, db, folder.path)
    },
    300_000,
  )
})
