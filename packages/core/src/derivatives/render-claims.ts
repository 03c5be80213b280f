import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { systemErrorCode } from '../storage/errors.ts'

/** Gives a claim back. */
export type Release = () => Promise<void>

export interface RenderClaims {
  /**
   * Says that this process renders something, to all that use the same cache folder.
   *
   * @param key - `[A-Za-z0-9_-]`.
   * @returns `null` where another process is at it.
   */
  claim(key: string): Promise<Release | null>
  close(): Promise<void>
}

const nothingToRelease: Release = async () => {}

/**
 * Claims are files that only one process can make. A claim shows signs of life while it is held; one without them is taken over. Whoever
 * loses one to that renders the same bytes as the other and puts them in the same place: what a claim saves is time, never the picture.
 *
 * @param options.leaseMs - How long a claim holds without a sign of life.
 */
export const createRenderClaims = ({
  root,
  now,
  leaseMs,
}: {
  readonly root: string
  readonly now: () => number
  readonly leaseMs: number
}): RenderClaims => {
  const folder = join(resolve(root), 'claims')
  const owner = randomUUID()
  const held = new Map<string, number>()
  let renewing: NodeJS.Timeout | null = null

  const renew = (): void => {
    const seconds = now() / 1000
    for (const path of held.keys()) void utimes(path, seconds, seconds).catch(() => undefined)
  }
  const hold = (path: string): Release => {
    held.set(path, now())
    renewing ??= setInterval(renew, leaseMs / 3).unref()
    return async () => {
      const since = held.get(path)
      if (since === undefined) return
      held.delete(path)
      if (held.size === 0 && renewing) {
        clearInterval(renewing)
        renewing = null
      }
      // Held for so long that it may have been taken over: then it is another's by now.
      const isOurs = now() - since < leaseMs / 2 || (await ownerOf(path)) === owner
      if (isOurs) await rm(path, { force: true }).catch(() => undefined)
    }
  }

  const make = async (path: string): Promise<Release | 'no-folder' | null> => {
    try {
      await writeFile(path, owner, { flag: 'wx', mode: 0o640 })
      return hold(path)
    } catch (error) {
      const code = systemErrorCode(error)
      if (code === 'EEXIST') return null
      // Where no claim can be made, nobody's claim keeps us from the work.
      return code === 'ENOENT' ? 'no-folder' : nothingToRelease
    }
  }

  const takeOver = async (path: string): Promise<Release | null> => {
    if (!(await isStale(path, now() - leaseMs)) || !(await removeStale(path))) return null
    const made = await make(path)
    return made === 'no-folder' ? nothingToRelease : made
  }

  return {
    claim: async (key) => {
      const path = join(folder, key)
      const first = await make(path)
      if (first !== 'no-folder') return first ?? takeOver(path)
      await mkdir(folder, { recursive: true, mode: 0o750 }).catch(() => undefined)
      const second = await make(path)
      // The disk is full, or not ours to write: the work is done all the same.
      return second === 'no-folder' ? nothingToRelease : second
    },
    close: async () => {
      if (renewing) clearInterval(renewing)
      await Promise.all([...held.keys()].map((path) => rm(path, { force: true }).catch(() => undefined)))
      held.clear()
    },
  }
}

const ownerOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)

const isStale = async (path: string, beforeMs: number): Promise<boolean> => {
  const about = await stat(path).catch(() => undefined)
  return about !== undefined && about.mtimeMs < beforeMs
}

/** Takes a claim away that shows no life. Of several that try, the one whose renaming finds it there does. */
const removeStale = async (path: string): Promise<boolean> => {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch {
    return false
  }
  await rm(aside, { force: true }).catch(() => undefined)
  return true
}
