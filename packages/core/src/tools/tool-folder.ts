import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, stat, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const prefix = 'tool-'
const staleMs = 60 * 60 * 1000

/** Makes a folder that only we can look into, for one run of one program, and removes it with all that is in it. */
export const withToolFolder = async <T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> => {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  // The path without links in it: programs say by it where they are.
  const folder = await mkdtemp(join(await realpath(parent), prefix))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/**
 * Gives a file a name in the folder of a run, so that its own name never meets the program: a name can look like an option, a
 * protocol, a pattern or a list of frames.
 */
export const linkInto = async (folder: string, file: string, name: string): Promise<void> => {
  const target = join(folder, name)
  // A file that we hold open is known by a path that means something else in another process.
  const path = resolve(file).replace(/^\/proc\/self\//, `/proc/${process.pid}/`)
  // Where links need a privilege that we lack, as on Windows.
  await symlink(path, target).catch(() => copyFile(path, target))
}

/** Removes the folders of runs that a process that died has left behind. */
export const sweepToolFolders = async (parent: string, now: Date): Promise<void> => {
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const path = join(parent, name)
    const about = await stat(path).catch(() => null)
    if (about && now.getTime() - about.mtimeMs > staleMs) await rm(path, { recursive: true, force: true })
  }
}
