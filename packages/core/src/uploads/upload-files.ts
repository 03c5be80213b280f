import { createHash, randomUUID } from 'node:crypto'
import { constants, copyFile, link, mkdir, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { refusal } from '../call.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { newStagedName } from '../ingest/staged-names.ts'
import { durableWrite, temporarySuffix } from '../storage/durable-write.ts'
import { systemErrorCode } from '../storage/errors.ts'
import type { UploadLimits } from './upload.limits.ts'
import type { UploadOutcome } from './upload.types.ts'

const record = v.object({
  bytes: v.number(),
  expiresAt: v.string(),
  /** Checked again where it is used: rights and fields may be others by then. */
  photo: v.looseObject({ album: v.number(), fileName: v.string() }),
  outcome: v.nullable(v.object({ photoId: v.number(), duplicate: v.boolean(), waits: v.optional(v.boolean()) })),
})
type UploadRecord = v.InferOutput<typeof record>

/** One upload as it lies on the disk. */
export interface StoredUpload extends UploadRecord {
  readonly offsetBytes: number
}

/** Uploads of one actor: names of our own making, so that an id can neither leave the folder nor lead to somebody else's. */
export interface UploadFolder {
  readonly path: string
  create(upload: { bytes: number; expiresAt: string; photo: UploadRecord['photo'] }): Promise<string>
  /** @throws {VitrineError} `UPLOAD_NOT_FOUND` */
  read(id: string): Promise<StoredUpload>
  partOf(id: string): string
  /** Keeps what came of it, and lets the file go. */
  settle(id: string, upload: UploadRecord, outcome: UploadOutcome): Promise<void>
  remove(id: string): Promise<void>
}

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const settledName = 'settled'

/** Where the uploads of an actor are. @throws {VitrineError} for everybody who cannot come back as the same. */
export const folderNameOf = (actor: Actor): string => {
  switch (actor.kind) {
    case 'user':
    case 'apiKey':
      return `user-${actor.userId}`
    case 'link':
      return `link-${actor.linkId}`
    case 'host':
      return `host-${createHash('sha256').update(actor.subject).digest('hex').slice(0, 40)}`
    case 'system':
      return 'system'
    case 'preview':
      throw new VitrineError('PREVIEW_READ_ONLY')
    case 'guest':
      throw refusal(actor)
  }
}

export const openUploadFolder = (root: string, name: string, limits: UploadLimits): UploadFolder => {
  const path = join(root, name)
  const recordOf = (id: string) => join(path, `${id}.json`)
  const settledOf = (id: string) => join(path, settledName, `${id}.json`)
  const partOf = (id: string) => join(path, `${id}.part`)

  const requireRoom = async (bytes: number): Promise<void> => {
    const unfinished = (await readdir(path)).filter((each) => each.endsWith('.json'))
    const records = await Promise.all(unfinished.map((each) => readRecord(join(path, each))))
    const sum = records.reduce((total, each) => total + (each?.bytes ?? 0), bytes)
    if (unfinished.length >= limits.maxUnfinished || sum > limits.maxUnfinishedBytes) {
      const { maxUnfinished, maxUnfinishedBytes } = limits
      throw new VitrineError('UPLOAD_LIMIT_REACHED', { details: { maxUnfinished, maxUnfinishedBytes } })
    }
    const { bavail, bsize } = await statfs(path)
    if (bytes > bavail * bsize) throw new VitrineError('STORAGE_FULL')
  }

  return {
    path,
    partOf,

    async create({ bytes, expiresAt, photo }) {
      await mkdir(join(path, settledName), { recursive: true, mode: 0o700 })
      await requireRoom(bytes)
      const id = randomUUID()
      // The record last: what has one is whole.
      await (await open(partOf(id), 'wx', 0o600)).close()
      await write(recordOf(id), { bytes, expiresAt, photo, outcome: null })
      return id
    },

    async read(id) {
      if (!idPattern.test(id)) throw new VitrineError('UPLOAD_NOT_FOUND')
      const unfinished = await readRecord(recordOf(id))
      if (unfinished) {
        const offsetBytes = await sizeOf(partOf(id))
        if (offsetBytes === null) throw new VitrineError('UPLOAD_NOT_FOUND')
        return { ...unfinished, offsetBytes }
      }
      const settled = await readRecord(settledOf(id))
      if (!settled) throw new VitrineError('UPLOAD_NOT_FOUND')
      return { ...settled, offsetBytes: settled.bytes }
    },

    async settle(id, upload, outcome) {
      await write(settledOf(id), { ...upload, outcome })
      await rm(recordOf(id), { force: true })
      await rm(partOf(id), { force: true })
    },

    async remove(id) {
      await rm(recordOf(id), { force: true })
      await rm(partOf(id), { force: true })
      await rm(settledOf(id), { force: true })
    },
  }
}

/**
 * The file under a second name, for the storage to take over. The first stays until it is known how that ended: after a crash the bytes
 * are still there.
 */
export const borrowFile = async (path: string, folder: string): Promise<{ path: string } & AsyncDisposable> => {
  const second = join(folder, newStagedName())
  // Not every file system has links.
  await link(path, second).catch(() => copyFile(path, second, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE))
  return { path: second, [Symbol.asyncDispose]: () => rm(second, { force: true }) }
}

/**
 * Removes what has expired in the folders of all actors, and files that a crash left without a record.
 *
 * @returns How many uploads were removed.
 */
export const sweepUploads = async (
  root: string,
  { now, limits, signal }: { now: Date; limits: UploadLimits; signal: AbortSignal },
): Promise<number> => {
  let removed = 0
  for (const name of await namesIn(root)) {
    for (const folder of [join(root, name), join(root, name, settledName)]) {
      for (const entry of await namesIn(folder)) {
        signal.throwIfAborted()
        const path = join(folder, entry)
        if (entry.endsWith(temporarySuffix)) {
          await removeAged(path, now, limits.expiresAfterMs)
          continue
        }
        const [id = '', kind] = entry.split('.')
        if (!idPattern.test(id)) continue
        if (kind === 'json') {
          const upload = await readRecord(path)
          if (upload && upload.expiresAt > now.toISOString()) continue
          await rm(path, { force: true })
          await rm(join(folder, `${id}.part`), { force: true })
          if (upload?.outcome === null) removed += 1
        } else if ((await readRecord(join(folder, `${id}.json`))) === null) {
          await removeAged(path, now, limits.expiresAfterMs)
        }
      }
    }
  }
  return removed
}

const removeAged = async (path: string, now: Date, olderThanMs: number): Promise<void> => {
  const about = await stat(path).catch(() => null)
  if (about && now.getTime() - about.mtimeMs > olderThanMs) await rm(path, { force: true })
}

const namesIn = async (path: string): Promise<string[]> => {
  try {
    return await readdir(path)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null
    throw error
  }
}

const write = (path: string, value: UploadRecord | { photo: object }): Promise<unknown> =>
  durableWrite({ path, source: Buffer.from(JSON.stringify(value)), mode: 0o600 })

/** `null` where there is none, or none of ours. */
const readRecord = async (path: string): Promise<UploadRecord | null> => {
  try {
    const result = v.safeParse(record, JSON.parse(await readFile(path, 'utf8')))
    return result.success ? result.output : null
  } catch (error) {
    if (error instanceof SyntaxError || systemErrorCode(error) === 'ENOENT') return null
    throw error
  }
}
