import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What the program `unzip` makes of an archive, after it has checked every sum: bytes by path. */
export const unzip = async (stream: Readable): Promise<Map<string, Buffer>> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-unzip-'))
  try {
    const [file, out] = [join(folder, 'archive.zip'), join(folder, 'out')]
    await pipeline(stream, createWriteStream(file))
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    await run('unzip', ['-tqq', file], { env })
    await mkdir(out)
    await run('unzip', ['-qq', file, '-d', out], { env })
    const entries = await readdir(out, { recursive: true, withFileTypes: true })
    const found = new Map<string, Buffer>()
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name)
      found.set(path.slice(out.length + 1), await readFile(path))
    }
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
