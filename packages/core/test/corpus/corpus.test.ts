import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { probeMedia } from '../../src/media/probe.ts'
import { isSidecarName } from '../../src/media/sidecar-names.ts'
import { readMetadata } from '../../src/metadata/read.ts'
import { readSidecar } from '../../src/metadata/sidecar.ts'
import { emptyMetadata } from '../../src/metadata/types.ts'
import { comparedFields, compareMetadata, compareProbe, type Difference } from './compare.ts'
import type { Entry, KnownMiss } from './manifest.ts'

const folder = process.env.VITRINE_CORPUS
const isThere = folder !== undefined && existsSync(join(folder, 'manifest.json'))
const knownMisses: readonly KnownMiss[] = JSON.parse(
  readFileSync(new URL('./known-misses.json', import.meta.url), 'utf8'),
)
const maxFileMs = 10_000
/** One bomb of this corpus asks for a gigabyte and more. */
const maxGrowthBytes = 300 * 1024 * 1024

type Outcome =
  | { readonly kind: 'refused'; readonly error: unknown; readonly milliseconds: number }
  | { readonly kind: 'accepted'; readonly differences: readonly Difference[]; readonly milliseconds: number }

const read = async ({ file, expected }: Entry): Promise<Outcome> => {
  const path = join(folder ?? '', file)
  const start = performance.now()
  const milliseconds = () => performance.now() - start
  try {
    if (isSidecarName(file)) {
      const metadata = { ...emptyMetadata, ...(await readSidecar(path)) }
      return { kind: 'accepted', differences: compareMetadata(expected, metadata), milliseconds: milliseconds() }
    }
    const probe = await probeMedia(path, { acceptsSvg: true })
    const metadata = await readMetadata(path, probe)
    const differences = [...compareProbe(expected, probe, metadata), ...compareMetadata(expected, metadata)]
    return { kind: 'accepted', differences, milliseconds: milliseconds() }
  } catch (error) {
    return { kind: 'refused', error, milliseconds: milliseconds() }
  }
}

/** What must be the same before and after: names, times and bytes. */
const inventory = async (path: string) => {
  const files: { name: string; mtimeMs: number; ctimeMs: number; sha256: string }[] = []
  for (const name of (await readdir(path)).sort()) {
    const { mtimeMs, ctimeMs } = await stat(join(path, name))
    const sha256 = createHash('sha256')
      .update(await readFile(join(path, name)))
      .digest('hex')
    files.push({ name, mtimeMs, ctimeMs, sha256 })
  }
  return files
}

describe('known misses', () => {
  it('are published in the guide, all of them and no others', () => {
    const guide = readFileSync(new URL('../../../../docs/guides/metadata.md', import.meta.url), 'utf8')
    const published = guide.split('\n').filter((line) => /^\| `[^`]+\.\w+` \|/.test(line))
    const rows = knownMisses.map(
      ({ file, field, why, closedBy }) => `| \`${file}\` | ${field} | ${why} | ${closedBy} |`,
    )
    expect(published).toEqual(rows)
  })
})

if (!isThere && folder !== undefined && process.env.CI === 'true') {
  it('finds the corpus', () => expect.fail('VITRINE_CORPUS is set, but the folder holds no manifest.json'))
}
const missing =
  folder === undefined ? 'set VITRINE_CORPUS to the folder of the corpus' : 'VITRINE_CORPUS holds no manifest.json'

// Skipped where there is no corpus, which is not part of the project: the title says what to set.
describe.skipIf(!isThere)(isThere ? 'corpus of real files' : `corpus of real files (skipped: ${missing})`, () => {
  const entries: readonly Entry[] = isThere ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) : []
  const timings: number[] = []
  let before: Awaited<ReturnType<typeof inventory>>
  let rssBefore = 0

  beforeAll(async () => {
    before = await inventory(folder ?? '')
    // Loads sharp, exifr and file-type, which are no growth by a file.
    const first = entries[0]
    if (first) await read(first)
    rssBefore = process.memoryUsage().rss
  })

  it.each(entries.map((entry) => [entry.file, entry] as const))('%s', async (file, entry) => {
    const outcome = await read(entry)
    timings.push(outcome.milliseconds)
    expect(outcome.milliseconds).toBeLessThan(maxFileMs)
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(maxGrowthBytes)
    if (outcome.kind === 'refused') {
      expect(VitrineError.is(outcome.error) && outcome.error.code, String(outcome.error)).toMatch(/^MEDIA_/)
    }
    const expected = entry.expected.outcome
    const known = knownMisses.filter((miss) => miss.file === file).map(({ field }) => field)
    if (expected === 'accept-or-reject')
      return expect(known, 'either outcome is right: nothing can be missed').toEqual([])
    if (expected === 'reject') return expect(outcome.kind).toBe('refused')
    const found = outcome.kind === 'refused' ? ['outcome'] : outcome.differences.map(({ field }) => field)
    const details = JSON.stringify(outcome.kind === 'refused' ? String(outcome.error) : outcome.differences, null, 2)
    expect([...found].sort(), `every miss is listed, and every listed miss still is one: ${details}`).toEqual(
      [...known].sort(),
    )
  })

  it('lists no miss of a file that is not there', () => {
    const files = new Set(entries.map(({ file }) => file))
    expect(knownMisses.filter(({ file }) => !files.has(file))).toEqual([])
  })

  it('compares every field that the manifest holds of an accepted file', () => {
    const about = ['outcome', 'sources', 'exiftoolWarning']
    const fields = entries
      .filter(({ expected }) => expected.outcome === 'accept')
      .flatMap(({ expected }) => Object.keys(expected))
    expect(fields.length).toBeGreaterThan(500)
    expect([...new Set(fields)].filter((field) => !about.includes(field) && !comparedFields.includes(field))).toEqual(
      [],
    )
  })

  it('reads a file in milliseconds', () => {
    const sorted = [...timings].sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100)
  })

  it('leaves the folder as it was', async () => {
    expect(await inventory(folder ?? '')).toEqual(before)
  })
})
