import type { SyncSummary } from '@vitrine/core'
import { count, plain, seconds } from './terminal.ts'

/** One line about a synchronisation, for a terminal. */
export const describeSummary = (summary: SyncSummary): string => {
  const path = plain(summary.path)
  if (summary.state === 'offline') return `${path} cannot be reached. Nothing was marked as deleted.`
  if (summary.state === 'suddenly-empty') {
    return `${path} is suddenly empty. Nothing was marked as deleted. If it is meant to be empty: vitrine sync --accept-empty`
  }
  const changes = (['added', 'changed', 'moved', 'restored', 'deleted'] as const)
    .filter((key) => summary[key] > 0)
    .map((key) => `${summary[key].toLocaleString('en')} ${key}`)
  const known = summary.unchanged + summary.added + summary.changed + summary.moved + summary.restored
  return [
    `${path}: ${count(known, 'photo')} in ${count(summary.folders, 'folder')}`,
    changes.length > 0 ? changes.join(', ') : 'nothing changed',
    ...(summary.problems > 0 ? [`${count(summary.problems, 'file')} left out`] : []),
    seconds(summary.durationMs),
  ].join(' · ')
}
