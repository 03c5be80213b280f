import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { probeMedia } from '../../src/media/probe.ts'
import { isSidecarName } from '../../src/media/sidecar-names.ts'
import type { MediaProbe } from '../../src/media/types.ts'
import { createExiftoolReader } from '../../src/metadata/exiftool/reader.ts'
import { readMetadata, toMetadata } from '../../src/metadata/read.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { usualSearchPath } from '../../src/tools/find-program.ts'
import { findGuards } from '../../src/tools/guards.ts'
import { compareMetadata, compareProbe, type Difference } from './compare.ts'
import type { Entry } from './manifest.ts'

const folder = process.env.VITRINE_CORPUS
const isThere = folder !== undefined && existsSync(join(folder, 'manifest.json'))
const guards = await findGuards(usualSearchPath)
const title = isThere ? 'corpus read with exiftool' : 'corpus read with exiftool (skipped: set VITRINE_CORPUS)'

describeWith('exiftool', title, ({ exiftool }) => {
  const reader = createExiftoolReader({ programs: async () => ({ exiftool, guards }) })
  afterAll(() => reader.close())
  const entries: readonly Entry[] = isThere ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) : []
  const accepted = entries
    .filter(({ file, expected }) => expected.outcome === 'accept' && !isSidecarName(file))
    .map((entry) => [entry.file, entry] as const)
  const path = (file: string) => join(folder ?? '', file)
  const anything = { mediaType: 'image', mimeType: 'image/jpeg', extension: 'jpg' } as MediaProbe
  /** A date where the manifest has none is no field of it. */
  const fields = (differences: readonly Difference[], { expected }: Entry) =>
    differences.filter(({ field }) => field !== 'date' || expected.dateTimeOriginal !== undefined)

  it.skipIf(!isThere).each(accepted)('%s with what is read in the process', async (file, entry) => {
    const probe = await probeMedia(path(file))
    const metadata = await readMetadata(path(file), probe, { reader })
    const differences = [...compareProbe(entry.expected, probe, metadata), ...compareMetadata(entry.expected, metadata)]
    expect(fields(differences, entry)).toEqual([])
  })

  // What exiftool says goes through the same precedence: it would have to do where nothing is read in the process.
  it.skipIf(!isThere).each(accepted)('%s with exiftool alone', async (file, entry) => {
    const probe: MediaProbe = await probeMedia(path(file))
    const sources = await reader.read(path(file), probe)
    expect(sources).not.toBeNull()
    if (sources) expect(fields(compareMetadata(entry.expected, toMetadata(sources)), entry)).toEqual([])
  })

  it.skipIf(!isThere)('ends in bounded time on everything else, with an answer or an error', async () => {
    const others = entries.filter(({ expected }) => expected.outcome !== 'accept')
    const before = process.memoryUsage().rss
    for (const { file } of others) {
      const start = performance.now()
      // The reader is asked only about what was probed; here it meets everything.
      await reader.read(path(file), anything).catch(() => {})
      expect(performance.now() - start, file).toBeLessThan(10_500)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })
})
