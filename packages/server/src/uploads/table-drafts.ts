import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { ActorGallery, TableImportReport, TableProgress } from '@vitrine/core'
import type { BackgroundWork } from '../background.ts'
import { toFailure } from '../http/errors.ts'
import { type StagedFile, stage } from './staging.ts'

/** A table that was looked at, and waits for the word to be written on photos. */
export interface TableDraft {
  /** Unguessable. */
  readonly id: string
  readonly fileName: string
  readonly state: 'checked' | 'applying' | 'applied' | 'failed'
  /** Of the look, and then of the writing. */
  readonly report: TableImportReport
  /** While it is written. */
  readonly progress: TableProgress | null
  /** Why it could not be written. */
  readonly fault: string | null
}

export interface TableDrafts {
  /** Looks at a table and keeps it. @throws what `tables.import` throws; nothing is kept then. */
  check(gallery: ActorGallery, table: NewDraft): Promise<TableDraft>
  /** `null` where it never was, or went: after an hour, when others came, with the server. */
  get(id: string): TableDraft | null
  /** Begins to write it on photos, once. `false` where it is not there. */
  apply(gallery: ActorGallery, id: string, options: { readonly skipErrors: boolean }): boolean
}

interface NewDraft {
  readonly fileName: string
  readonly content: Readable
  readonly clearEmpty: boolean
}

interface Kept {
  draft: TableDraft
  readonly clearEmpty: boolean
  readonly staged: StagedFile
  readonly timer: NodeJS.Timeout
}

/** Together they take no more room than one table that the API takes. */
export const maxDraftBytes = 256 * 1024 ** 2
const maxDrafts = 4
const maxAgeMs = 60 * 60_000

/** Tables between "what would change" and "do it", in the system's folder for temporary files. */
export const createTableDrafts = (background: BackgroundWork): TableDrafts => {
  const drafts = new Map<string, Kept>()
  let isWatching = false

  const drop = async (id: string): Promise<void> => {
    const kept = drafts.get(id)
    if (!kept) return
    drafts.delete(id)
    clearTimeout(kept.timer)
    await kept.staged.remove()
  }
  const change = (id: string, changes: Partial<TableDraft>): void => {
    const kept = drafts.get(id)
    if (kept) kept.draft = { ...kept.draft, ...changes }
  }
  /** Files that nobody will ask for any more go with the server. */
  const dropAllAtEnd = (): void => {
    if (isWatching) return
    isWatching = true
    background.run(async (signal) => {
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      await Promise.all([...drafts.keys()].map(drop))
    })
  }

  return {
    check: async (gallery, { fileName, content, clearEmpty }) => {
      const staged = stage(content)
      try {
        await staged.written
        const report = await gallery.tables.import(staged.open(), { clearEmpty, dryRun: true })
        const id = randomUUID()
        const draft: TableDraft = { id, fileName, state: 'checked', report, progress: null, fault: null }
        dropAllAtEnd()
        const timer = setTimeout(() => void drop(id), maxAgeMs).unref()
        drafts.set(id, { draft, clearEmpty, staged, timer })
        const idle = [...drafts.values()].filter(({ draft: { state } }) => state !== 'applying')
        await Promise.all(idle.slice(0, Math.max(0, drafts.size - maxDrafts)).map((kept) => drop(kept.draft.id)))
        return draft
      } catch (error) {
        await staged.remove()
        throw error
      }
    },
    get: (id) => drafts.get(id)?.draft ?? null,
    apply: (gallery, id, { skipErrors }) => {
      const kept = drafts.get(id)
      if (!kept) return false
      if (kept.draft.state !== 'checked') return true
      change(id, { state: 'applying' })
      const { clearEmpty, staged } = kept
      // Many rows take minutes: the page comes back at once and shows how far it is.
      background.run(async (signal) => {
        try {
          const onProgress = (progress: TableProgress) => change(id, { progress })
          const report = await gallery.tables.import(staged.open(), { clearEmpty, skipErrors, signal, onProgress })
          change(id, { state: 'applied', report, progress: null })
        } catch (error) {
          change(id, { state: 'failed', progress: null, fault: toFailure(error).message })
          throw error
        } finally {
          await staged.remove()
        }
      })
      return true
    },
  }
}
