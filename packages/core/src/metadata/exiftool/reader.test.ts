import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleChild } from '../../../../../test/setup/bundle-child.ts'
import { picture } from '../../../test/media-fixtures.ts'
import { probeMedia } from '../../media/probe.ts'
import type { MediaProbe } from '../../media/types.ts'
import { describeWith } from '../../testing/environment.ts'
import { usualSearchPath } from '../../tools/find-program.ts'
import { findGuards } from '../../tools/guards.ts'
import { readMetadata } from '../read.ts'
import type { MetadataReader } from '../reader.ts'
import { createExiftoolReader, type ExiftoolOptions } from './reader.ts'

const guards = await findGuards(usualSearchPath)

let folder = ''
const opened: MetadataReader[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-exiftool-test-'))
})
afterEach(async () => {
  for (const reader of opened.splice(0)) await reader.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (program: string | null, options: Partial<ExiftoolOptions> = {}): MetadataReader => {
  const reader = createExiftoolReader({
    // The impostors write files, which exiftool may not.
    programs: async () => ({
      exiftool: program,
      guards: program?.startsWith(folder) ? { prlimit: null, setpriv: null } : guards,
    }),
    when: 'always',
    ...options,
  })
  opened.push(reader)
  return reader
}

const jpeg = { mediaType: 'image', mimeType: 'image/jpeg', extension: 'jpg' } as MediaProbe

/** A program that stands where exiftool should. `$n` counts the questions. */
const impostor = async (name: string, onQuestion: string): Promise<string> => {
  const path = join(folder, name)
  const script = `#!/bin/sh\necho $$ >> ${folder}/${name}.pids\nn=0\nwhile read -r line; do case "$line" in -execute*) n=$((n+1)); ${onQuestion};; esac; done\n`
  await writeFile(path, script)
  await chmod(path, 0o755)
  return path
}
const isRunning = (id: number) => {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}
const pidsOf = async (name: string) =>
  (await readFile(join(folder, `${name}.pids`), 'utf8')).trim().split('\n').map(Number)

describe('a reader that misbehaves', () => {
  it('is killed when a file takes too long, and started anew for the next', async () => {
    const program = await impostor(
      'hangs',
      'if [ ! -e "$0.once" ]; then touch "$0.once"; sleep 60; fi; echo "[{\\"IFD0:Make\\":\\"Second\\"}]"; echo "{ready$n}"',
    )
    const reader = open(program, { limits: { timeoutMs: 300 } })
    await expect(reader.read('/etc/hostname', jpeg)).rejects.toThrow('300 ms')
    expect((await reader.read('/etc/hostname', jpeg))?.exif.tags.get(0x010f)).toBe('Second')
    await reader.close()
    for (const id of await pidsOf('hangs')) expect(isRunning(id)).toBe(false)
  })

  it('is killed when it says too much, or ends in the middle', async () => {
    const flood = open(await impostor('floods', 'yes'), { limits: { maxAnswerBytes: 100_000 } })
    await expect(flood.read('/etc/hostname', jpeg)).rejects.toThrow('100000 bytes')
    const dies = open(await impostor('dies', 'exit 3'))
    await expect(dies.read('/etc/hostname', jpeg)).rejects.toThrow('has ended')
    const babbles = open(await impostor('babbles', 'echo "no answer"; echo "{ready$n}"'))
    await expect(babbles.read('/etc/hostname', jpeg)).rejects.toThrow()
    await flood.close()
    for (const id of await pidsOf('floods')) expect(isRunning(id)).toBe(false)
  })

  it('costs a photo its further values, not itself', async () => {
    const path = join(folder, 'photo.jpg')
    await writeFile(
      path,
      await picture()
        .withExif({ IFD0: { Make: 'Own' } })
        .jpeg()
        .toBuffer(),
    )
    const metadata = await readMetadata(path, await probeMedia(path), {
      reader: open(await impostor('dead', 'exit 1')),
    })
    expect(metadata.camera?.make).toBe('Own')
    expect(metadata.warnings).toEqual([expect.stringContaining('exiftool')])
  })

  it('is replaced after a number of files', async () => {
    const reader = open(await impostor('counts', 'echo "[{\\"IFD0:Make\\":\\"$$\\"}]"; echo "{ready$n}"'), {
      limits: { maxFiles: 2 },
    })
    const makers = await Promise.all([1, 2, 3, 4, 5].map(() => reader.read('/etc/hostname', jpeg)))
    expect(new Set(makers.map((sources) => sources?.exif.tags.get(0x010f))).size).toBe(3)
  })

  it('is not missed where it is not installed', async () => {
    expect(await open(null).read('/etc/hostname', jpeg)).toBeNull()
    await expect(open(join(folder, 'nowhere')).read('/etc/hostname', jpeg)).rejects.toThrow()
  })

  it('leaves nothing behind', async () => {
    const own = join(folder, 'private')
    const reader = open(await impostor('tidy', 'echo "[{}]"; echo "{ready$n}"'), { folder: own })
    await reader.read('/etc/hostname', jpeg)
    const [inside] = await readdir(own)
    expect(await readdir(join(own, inside ?? ''))).toEqual([])
    await reader.close()
    expect(await readdir(own)).toEqual([])
    await expect(reader.read('/etc/hostname', jpeg)).rejects.toThrow('closed')
  })
})

describeWith('exiftool', 'exiftool', ({ exiftool }) => {
  it('IN-25: reads files whose names would be options, commands or several arguments', async () => {
    const reader = open(exiftool)
    const bytes = await picture()
      .withExif({ IFD0: { Make: 'Vitrine' } })
      .jpeg()
      .toBuffer()
    const names = [
      '-ver',
      '-@',
      'two\nlines\n-execute.jpg',
      'touch owned |',
      '#[CSTR]x',
      ' space ',
      "it's `id` $(id) ;&.jpg",
      '写真 📷.jpg',
      '%d.jpg',
    ]
    for (const name of names) {
      const path = join(folder, name)
      await writeFile(path, bytes)
      expect((await reader.read(path, jpeg))?.exif.tags.get(0x010f), name).toBe('Vitrine')
    }
    expect(existsSync(join(folder, 'owned'))).toBe(false)
  })

  it('is closed to its end by a program that does nothing else', async () => {
    await using program = await bundleChild(new URL('../../../test/tools/close-exiftool.child.ts', import.meta.url))
    const own = await mkdtemp(join(folder, 'closing-'))
    const file = join(own, 'picture.jpg')
    await writeFile(file, await picture().jpeg().toBuffer())
    const run = promisify(execFile)(process.execPath, [program.path, exiftool, file, own])
    expect((await run).stdout).toBe('closed')
    expect(await readdir(own)).toEqual(['picture.jpg'])
  })

  it('finds the values of a block that could not be read in the process', async () => {
    const path = join(folder, 'film.jpg')
    await writeFile(
      path,
      await picture()
        .withExif({ IFD0: { Make: 'Vitrine', Artist: 'Ada' } })
        .jpeg()
        .toBuffer(),
    )
    const probe = await probeMedia(path)
    const reader = open(exiftool, { when: 'needed' })
    expect(reader.knowsMore(probe, [])).toBe(false)
    expect(reader.knowsMore(probe, ['the EXIF block cannot be read'])).toBe(true)
    expect(reader.knowsMore({ ...probe, mediaType: 'video' }, [])).toBe(true)
    expect(reader.knowsMore({ ...probe, extension: 'cr3' }, [])).toBe(true)
  })
})
