import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import { addToBatch } from '../batches/batch.store.ts'
import { call } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { stageStream } from '../ingest/stage.ts'
import { updatePhoto } from '../photos/photo.update.ts'
import { transact } from '../transaction.ts'
import { type ReadRow, readBatch } from './read-batch.ts'
import { newReport, type ReportBuilder } from './report.ts'
import type { TableImportOptions, TableImportReport } from './table.types.ts'
import { readTable, type TableReader, type TableRow } from './table-rows.ts'

/** Rows of one transaction. */
const batchSize = 100
const maxBytes = 1024 ** 3

interface Run extends TableImportOptions {
  readonly gallery: GalleryContext
  readonly actor: Actor
}

/** Reads a table twice: the first time everything is checked, the second time it is written. */
export const importTable = async (run: Run, content: AsyncIterable<Uint8Array>): Promise<TableImportReport> => {
  const { gallery } = run
  const startedAt = performance.now()
  const signal = run.signal ? AbortSignal.any([gallery.signal, run.signal]) : gallery.signal
  const bounds = { folder: gallery.options.stagingFolder, maxBytes, signal }
  await using staged = await stageStream(Readable.from(content), bounds).catch((error: unknown) => {
    throw VitrineError.has(error, 'MEDIA_TOO_LARGE')
      ? new VitrineError('BODY_TOO_LARGE', { details: { maxBytes } })
      : error
  })
  const open = () => readTable(() => createReadStream(staged.path), run.format)

  const checked = newReport()
  const checking = open()
  for await (const rows of inBatches(checking, signal)) {
    const results = await call(gallery, run.actor, (context) =>
      readBatch(context, rows, { clearEmpty: run.clearEmpty === true }),
    )
    for (const result of results) checked.add(result)
    run.onProgress?.({ phase: 'checking', rowsDone: checked.rows, rowsTotal: null })
  }
  const finish = (report: ReportBuilder, batchId: string | null): TableImportReport => ({
    ...report.finish(),
    isDryRun: run.dryRun === true,
    ignoredColumns: [...checking.ignoredColumns],
    batchId,
    durationMs: Math.round(performance.now() - startedAt),
  })
  if (run.dryRun || checked.changed === 0 || (checked.failed > 0 && !run.skipErrors)) return finish(checked, null)

  const applied = newReport()
  const batchId = randomUUID()
  for await (const rows of inBatches(open(), signal)) {
    for (const result of await applyBatch(run, rows, batchId)) applied.add(result)
    run.onProgress?.({ phase: 'applying', rowsDone: applied.rows, rowsTotal: checked.rows })
  }
  return finish(applied, batchId)
}

async function* inBatches(reader: TableReader, signal: AbortSignal): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  for await (const row of reader.rows()) {
    signal.throwIfAborted()
    batch.push(row)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Writes a batch in one transaction; where one row of it fails, the others are written one by one. */
const applyBatch = (run: Run, rows: readonly TableRow[], batchId: string): Promise<ReadRow[]> =>
  call(run.gallery, run.actor, async (context) => {
    const results = await readBatch(context, rows, { clearEmpty: run.clearEmpty === true })
    const write = (part: readonly ReadRow[]): Promise<void> => {
      const changing = part.flatMap((result) => ('changes' in result && result.changes.length > 0 ? [result] : []))
      if (changing.length === 0) return Promise.resolve()
      return transact(
        run.gallery,
        run.actor,
        async (unit) => {
          let photos = 0
          for (const { known, patch } of changing) if (await updatePhoto(context, known, patch, { unit })) photos += 1
          const { userId } = context.rights
          if (photos > 0)
            await addToBatch(unit, { batch_id: batchId, kind: 'table', change: null, photos, undoes: null, userId })
        },
        { batchId },
      )
    }
    try {
      await write(results)
      return results
    } catch (error) {
      if (!isOfRow(error)) throw error
    }
    const settled: ReadRow[] = []
    for (const result of results) {
      try {
        await write([result])
        settled.push(result)
      } catch (error) {
        if (!isOfRow(error)) throw error
        const { row } = result
        const issues = error.issues.length > 0 ? error.issues : [{ path: '', message: error.message }]
        const errors = issues.map(({ path, message }) => ({
          row,
          column: path.split('.')[0] || null,
          code: error.code,
          message,
        }))
        settled.push({ row, errors })
      }
    }
    return settled
  })

/** What is wrong with one photo, and not with the gallery. */
const isOfRow = (error: unknown): error is VitrineError =>
  VitrineError.is(error) &&
  !/^(STORAGE|DATABASE|GALLERY)_|^(INTERNAL|UNAUTHENTICATED|PREVIEW_READ_ONLY)$/.test(error.code)
