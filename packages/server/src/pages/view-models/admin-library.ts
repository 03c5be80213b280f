import type { LibraryRoot, Page, SyncProblem, SyncProgress } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

export interface RootView {
  readonly id: number
  readonly path: string
  readonly state: LibraryRoot['state'] | 'reading'
  readonly stateText: string
  /** What an unusual state means and what to do. */
  readonly advice: string | null
  readonly lastSyncedAt: string
  readonly summary: readonly { readonly label: string; readonly value: string }[]
  readonly duration: string | null
  readonly syncUrl: string
}

/** `AdminLibraryView@1` */
export interface AdminLibraryView {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly roots: readonly RootView[]
  readonly problems: readonly {
    readonly path: string
    readonly reason: string
    readonly code: string
    readonly since: string
  }[]
  readonly problemsTotal: string
  readonly moreProblemsUrl: string | null
}

const summaryKeys = ['added', 'changed', 'moved', 'deleted', 'restored', 'unchanged'] as const

/** One line for all runs under way; `null` when idle. */
export const progressText = (runs: readonly SyncProgress[], { t }: Pick<ViewContext, 't'>): string | null => {
  const busy = runs.filter(({ phase }) => phase !== 'idle')
  if (busy.length === 0) return null
  const sum = (pick: (run: SyncProgress) => number): number => busy.reduce((total, run) => total + pick(run), 0)
  const total = sum(({ filesToRead }) => filesToRead)
  if (busy.every(({ phase }) => phase === 'finishing')) return t('progress.finishing')
  const folders = sum(({ foldersSeen }) => foldersSeen)
  if (total === 0) return folders === 0 ? t('progress.starting') : t('progress.scanning', { folders })
  return t('progress.reading', { done: sum(({ filesRead }) => filesRead), total })
}

export const toAdminLibraryView = (
  roots: readonly LibraryRoot[],
  problems: Page<SyncProblem>,
  request: {
    readonly csrfToken: string | null
    readonly notice: string | null
    readonly runs: readonly SyncProgress[]
    readonly moreProblemsUrl: string | null
  },
  { links, t, formats }: ViewContext,
): AdminLibraryView => ({
  csrfToken: request.csrfToken,
  notice: request.notice,
  roots: roots.map((root) => {
    const isReading = request.runs.some(({ rootId, phase }) => rootId === root.id && phase !== 'idle')
    const summary = root.lastSummary
    return {
      id: root.id,
      path: root.path,
      state: isReading ? 'reading' : root.state,
      stateText: isReading ? t('admin.root.reading') : t(`admin.root.${root.state}`),
      advice: root.state === 'offline' || root.state === 'suddenly-empty' ? t(`admin.root.${root.state}.text`) : null,
      lastSyncedAt: root.lastSyncedAt === null ? t('admin.root.never') : formats.instant(root.lastSyncedAt),
      summary: summary
        ? summaryKeys.map((key) => ({ label: t(`admin.summary.${key}`), value: formats.number(summary[key]) }))
        : [],
      duration: summary ? formats.duration(summary.durationMs / 1000) : null,
      syncUrl: links.path(`/admin/library/${root.id}/sync`),
    }
  }),
  problems: problems.items.map((problem) => ({
    path: problem.path,
    reason: problem.message,
    code: problem.code,
    since: formats.instant(problem.firstSeenAt),
  })),
  problemsTotal: formats.number(problems.total),
  moreProblemsUrl: request.moreProblemsUrl,
})
