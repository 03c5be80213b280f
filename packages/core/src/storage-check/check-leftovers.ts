import { opendir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '../storage/errors.ts'
import type { Inspection } from './inspection.ts'

/** What is older was left behind by a process that is gone: no upload takes so long without being one that can be resumed. */
const leftBehindMs = 24 * 3_600_000

/** What uploads and writes that were cut short have left: files that were just arriving, and parts of objects. */
export const checkLeftovers = async (inspection: Inspection): Promise<void> => {
  const { gallery, options, findings, signal } = inspection
  for await (const path of staleFiles(gallery.options.stagingFolder, gallery.clock())) {
    signal.throwIfAborted()
    if (options.repair) await rm(path, { force: true })
    findings.add({
      kind: 'leftover',
      what: path,
      photoIds: [],
      isRepaired: options.repair,
      detail: options.repair ? 'Removed.' : 'An upload that was cut short. A check with repair removes it.',
    })
  }
  if (!options.repair) return
  const swept = (await gallery.storage.sweepTemporary?.({ olderThanMs: leftBehindMs, now: gallery.clock() })) ?? 0
  if (swept > 0)
    findings.add({
      kind: 'leftover',
      what: 'unfinished writes',
      photoIds: [],
      isRepaired: true,
      detail: `${swept} writes to the storage that were cut short were removed.`,
    })
}

/** Files of `stageStream` and `borrowFile`; resumable uploads have folders of their own, and a job that cares for them. */
async function* staleFiles(folder: string, now: Date): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder)) {
      if (!entry.isFile() || !entry.name.startsWith('incoming-')) continue
      const path = join(folder, entry.name)
      const about = await stat(path).catch(() => undefined)
      if (about && now.getTime() - about.mtimeMs > leftBehindMs) yield path
    }
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error
  }
}
