import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** Programs written for a test, in a folder that can be a search path. */
export const useFakeTools = () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-tools-'))
    await mkdir(join(folder, 'bin'))
    await mkdir(join(folder, 'run'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return {
    bin: () => join(folder, 'bin'),
    /** A folder to run in. */
    run: () => join(folder, 'run'),
    /** Writes a shell script. @returns Its path. */
    script: async (name: string, body: string): Promise<string> => {
      const path = join(folder, 'bin', name)
      await writeFile(path, `#!/bin/sh\n${body}\n`)
      await chmod(path, 0o755)
      return path
    },
  }
}

/** Command lines of living processes that hold a word. */
export const processesWith = async (word: string): Promise<string[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '')))
  return lines.map((line) => line.replaceAll('\0', ' ').trim()).filter((line) => line.split(' ').includes(word))
}

/** Living processes whose temporary files belong into a folder. */
export const processesOf = async (folder: string): Promise<string[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(ids.map((id) => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')))
  return ids.filter((_, index) => found[index]?.includes(`TMPDIR=${folder}`))
}
