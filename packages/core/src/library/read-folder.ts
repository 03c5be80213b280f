import type { BigIntStats } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorCode } from '../errors/codes.ts'
import { identityOf, withPinned } from '../media/pinned.ts'
import { isSidecarName } from '../media/sidecar-names.ts'
import { toReadableName } from './stored-name.ts'

/** A file that may be a photo. */
export interface FileEntry {
  readonly name: string
  readonly kind: 'file' | 'sidecar'
  readonly bytes: number
  readonly modifiedNs: string
  readonly inode: string
}

/** An entry that is left out, and why. */
export interface FaultyEntry {
  readonly name: string
  readonly code: ErrorCode
}

export interface FolderEntry {
  readonly name: string
  readonly inode: string
}

export interface FolderListing {
  readonly files: FileEntry[]
  readonly folders: FolderEntry[]
  readonly faults: FaultyEntry[]
  /** Files that somebody may still be writing; only where they were asked to be left. */
  readonly waiting: string[]
}

/** Folders and files that programs leave behind: nobody would call them pictures. */
const leftovers = new Set([
  '@eadir',
  '#recycle',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  'thumbs.db',
  'desktop.ini',
  '__macosx',
])

/**
 * Names under which programs write what is not whole yet: Syncthing, WinSCP, browsers and other clients. Those of rsync, and of servers
 * for FTP that hide what arrives, begin with a dot.
 */
const unfinished = /^~syncthing~|\.(?:filepart|part|partial|crdownload|download|tmp)$/i

/** Hidden by custom, which is one dot (two are part of somebody's name), a program's own, or not whole yet. */
export const isIgnored = (name: string): boolean =>
  /^\.(?!\.)/.test(name) || leftovers.has(name.toLowerCase()) || unfinished.test(name)

/** Entries that are asked for at once: enough for a network drive, few enough for everybody else's files to have their turn. */
const concurrent = 32

/**
 * Reads one folder without following links and without touching what is in it.
 *
 * @param inode - Number of the folder as met, `dev:ino`: another folder in its place is not read.
 * @param quietMs - Files that were touched less than this long ago are named as waiting instead.
 * @throws {VitrineError} `ENTRY_CHANGED` where it is another one. The file system's error where it cannot be read.
 */
export const readFolder = (path: string, inode: string, quietMs = 0): Promise<FolderListing> =>
  withPinned(path, { kind: 'folder', identity: inode }, async (pinned) => {
    const listing: FolderListing = { files: [], folders: [], faults: [], waiting: [] }
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const names: string[] = []
    for (const bytes of await readdir(pinned.path, { encoding: 'buffer' })) {
      try {
        const name = decoder.decode(bytes)
        if (!isIgnored(name)) names.push(name)
      } catch {
        if (bytes[0] !== 0x2e) listing.faults.push({ name: toReadableName(bytes), code: 'ENTRY_NAME_INVALID' })
      }
    }
    for (let start = 0; start < names.length; start += concurrent)
      await Promise.all(
        names.slice(start, start + concurrent).map((name) => classify(pinned.path, name, listing, quietMs)),
      )
    // The order of a directory is nobody's business; ours is the same everywhere.
    for (const list of [listing.files, listing.folders, listing.faults] as { name: string }[][])
      list.sort((a, b) => (a.name < b.name ? -1 : 1))
    return listing
  })

const classify = async (folder: string, name: string, listing: FolderListing, quietMs: number): Promise<void> => {
  let stats: BigIntStats
  try {
    stats = await lstat(join(folder, name), { bigint: true })
  } catch (error) {
    // Gone since the folder was read: the next run will know.
    if (codeOf(error) === 'ENOENT') return
    listing.faults.push({ name, code: 'ENTRY_UNREADABLE' })
    return
  }
  const inode = identityOf(stats)
  if (stats.isFile() && isBeingWritten(stats, quietMs)) {
    listing.waiting.push(name)
  } else if (stats.isFile()) {
    listing.files.push({
      name,
      kind: isSidecarName(name) ? 'sidecar' : 'file',
      bytes: Number(stats.size),
      modifiedNs: String(stats.mtimeNs),
      inode,
    })
  } else if (stats.isDirectory()) {
    listing.folders.push({ name, inode })
  } else if (stats.isSymbolicLink()) {
    listing.faults.push({ name, code: await linkFault(join(folder, name)) })
  } else {
    listing.faults.push({ name, code: 'ENTRY_SPECIAL' })
  }
}

/**
 * The time at which a file was last touched in any way, which no program can set. One that lies in the future is another machine's, and
 * says nothing.
 */
const isBeingWritten = ({ ctimeMs }: BigIntStats, quietMs: number): boolean => {
  const ageMs = Date.now() - Number(ctimeMs)
  return ageMs >= 0 && ageMs < quietMs
}

const linkFault = async (path: string): Promise<ErrorCode> => {
  try {
    await stat(path)
    return 'ENTRY_LINK_SKIPPED'
  } catch (error) {
    return codeOf(error) === 'ELOOP' ? 'ENTRY_LINK_LOOP' : 'ENTRY_LINK_BROKEN'
  }
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
