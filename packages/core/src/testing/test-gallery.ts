import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DialectSupport } from '../db/dialect.ts'
import { sqlite } from '../db/dialects/sqlite.ts'
import { createGallery } from '../gallery.ts'
import type { Gallery } from '../gallery.types.ts'
import type { CreateGalleryOptions } from '../options.ts'
import { fsStorage } from '../storage/fs-storage.ts'

/** A clock that stands still until it is told to go on. */
export interface TestClock {
  (): Date
  /** Turns it forward (or, with a negative number, back). */
  advance(ms: number): void
}

/** @param start - ISO 8601. Default 2024-01-01 at noon, UTC. */
export const createTestClock = (start = '2024-01-01T12:00:00.000Z'): TestClock => {
  let now = new Date(start).getTime()
  const clock = () => new Date(now)
  return Object.assign(clock, {
    advance: (ms: number) => {
      now += ms
    },
  })
}

export interface TestGallery extends AsyncDisposable {
  readonly gallery: Gallery
  readonly clock: TestClock
  /** Temporary folder that holds everything the gallery keeps on disk: `originals`, `cache`, `incoming`. */
  readonly folder: string
}

export type TestGalleryOptions = Partial<Omit<CreateGalleryOptions, 'clock' | 'database'>> & {
  /** Default: a SQLite file in the temporary folder. */
  database?: DialectSupport
  clock?: TestClock
}

/** As cheap as scrypt gets: what a test stores protects nothing. */
export const testPasswordCost = { N: 2, r: 1, p: 1 } as const

/**
 * A gallery in a temporary folder, for the tests of plugins and of programs that embed one. Disposing closes it and removes the folder.
 *
 * @example
 * await using test = await createTestGallery()
 * const album = await test.gallery.asSystem('test').albums.create({ name: 'Sea' })
 */
export const createTestGallery = async (options: TestGalleryOptions = {}): Promise<TestGallery> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-'))
  const clock = options.clock ?? createTestClock()
  try {
    const gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'originals') }),
      cacheFolder: join(folder, 'cache'),
      stagingFolder: join(folder, 'incoming'),
      passwordCost: testPasswordCost,
      // The same on every machine, whatever is installed there.
      tools: false,
      ...options,
      clock,
    })
    return {
      gallery,
      clock,
      folder,
      [Symbol.asyncDispose]: async () => {
        await gallery.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
