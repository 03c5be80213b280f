import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { describeWith } from '../../src/testing/environment.ts'
import type { Outcome } from './hostile.child.ts'
import { corpus, listed } from './real-files.ts'
import { bombs } from './variants/bombs.ts'

/** What one file may take of the machine, whatever is in it, and whatever programs are started for it. */
const most = { bytes: 1.2 * 1024 ** 3, ms: 10_000 }
const kinds = new Set(['bomb', 'broken', 'hostile-metadata', 'mismatch', 'polyglot', 'svg', 'empty'])

/** In a process of its own, whose memory is nobody else's. */
const takeIn = async (files: readonly string[]): Promise<readonly Outcome[]> => {
  const program = fileURLToPath(new URL('./hostile.child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program], { env: { PATH: process.env.PATH } })
  child.stdin.end(JSON.stringify(files))
  const [answer, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (answer === '') throw new Error(`The child said nothing but: ${complaint}`)
  return JSON.parse(answer) as Outcome[]
}

const expectBounded = (outcomes: readonly Outcome[], files: readonly string[]): void => {
  expect(outcomes.map(({ file }) => file)).toEqual(files)
  for (const { file, added, sizes, tookMs, peakBytes } of outcomes) {
    expect(peakBytes, file).toBeLessThan(most.bytes)
    expect(tookMs, file).toBeLessThan(most.ms)
    // Refused for a reason that the visitor is told, or shown, or kept and shown with an icon; never a fault of the gallery's own.
    for (const code of [added, ...Object.values(sizes)]) expect(code, file).toMatch(/^(added|shown|MEDIA_[A-Z_]+)$/)
  }
}

// `VmHWM` is Linux's.
describe.skipIf(process.platform !== 'linux')(
  'hostile files (skipped where memory is not told, outside of Linux)',
  () => {
    it.skipIf(!corpus)(
      'of the corpus end as they are to end, in bounded time and memory',
      async () => {
        const entries = listed.filter(({ kind }) => kinds.has(kind))
        const files = entries.map(({ file }) => join(corpus ?? '', file))
        const outcomes = await takeIn(files)
        expectBounded(outcomes, files)
        const wanted = new Map(entries.map(({ file, expected }) => [join(corpus ?? '', file), expected?.outcome]))
        const wrong = outcomes.filter(({ file, added }) =>
          wanted.get(file) === 'reject'
            ? added === 'added'
            : wanted.get(file)?.startsWith('accept') && wanted.get(file) !== 'accept-or-reject' && added !== 'added',
        )
        expect(wrong.map(({ file, added }) => [file, added])).toEqual([])
      },
      120_000,
    )

    describeWith(
      ['ffmpeg', 'imagemagick', 'exiftool', 'pdftoppm', 'rsvg-convert'],
      'with every program there is',
      () => {
        it('made of declarations alone are bounded, too', async () => {
          const folder = await mkdtemp(join(tmpdir(), 'vitrine-bombs-'))
          try {
            const files: string[] = []
            for (const [name, make] of Object.entries(bombs)) {
              files.push(join(folder, name))
              await writeFile(join(folder, name), await make())
            }
            expectBounded(await takeIn(files), files)
          } finally {
            await rm(folder, { recursive: true, force: true })
          }
        }, 300_000)
      },
    )
  },
)
