import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { ArchiveEntry } from './archive.entries.ts'
import { zipStream } from './archive.stream.ts'

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** One more than there may be photos: what is missing has a file too. */
async function* entries(): AsyncGenerator<ArchiveEntry> {
  for (let i = 0; i < 65_001; i++) yield { name: `${i}.jpg`, lastModified: new Date(2020, 1, 1), input: nothing() }
}

it('an archive holds as many files as the settings can allow', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-zip64-'))
  try {
    let isEnded = false
    const stream = zipStream(entries, {
      signal: new AbortController().signal,
      stallMs: 600_000,
      onEnd: () => {
        isEnded = true
      },
    })
    await pipeline(stream, createWriteStream(join(folder, 'a.zip')))
    const { stdout } = await promisify(execFile)('unzip', ['-Z', '-t', join(folder, 'a.zip')])
    expect(stdout).toContain('65001 files')
    expect(isEnded).toBe(true)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 600_000)
