import type { ReadRow } from './read-batch.ts'
import type { TableChange, TableError, TableImportReport } from './table.types.ts'

const maxChanges = 100
const maxErrors = 500

/** Counts what rows come to, and keeps the first of them to be shown. */
export interface ReportBuilder {
  add(result: ReadRow): void
  readonly rows: number
  readonly changed: number
  readonly failed: number
  finish(): Pick<TableImportReport, 'rows' | 'changed' | 'unchanged' | 'failed' | 'columns' | 'changes' | 'errors'>
}

export const newReport = (): ReportBuilder => {
  const counts = { rows: 0, changed: 0, unchanged: 0, failed: 0 }
  const columns: Record<string, number> = {}
  const changes: TableChange[] = []
  const errors: TableError[] = []
  return {
    add: (result) => {
      counts.rows += 1
      if ('errors' in result) {
        counts.failed += 1
        errors.push(...result.errors.slice(0, maxErrors - errors.length))
        return
      }
      counts[result.changes.length > 0 ? 'changed' : 'unchanged'] += 1
      for (const change of result.changes) {
        columns[change.column] = (columns[change.column] ?? 0) + 1
        if (changes.length < maxChanges) changes.push(change)
      }
    },
    get rows() {
      return counts.rows
    },
    get changed() {
      return counts.changed
    },
    get failed() {
      return counts.failed
    },
    finish: () => ({ ...counts, columns, changes, errors }),
  }
}
