import type { LibraryRoot, LibrarySettingsState, Page, RootWatch, SyncProblem, SyncProgress } from '@vitrine/core'
import { type FormFault, type FormView, noFault } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'

export interface RootView {
  readonly id: number
  readonly path: string
  readonly state: LibraryRoot['state'] | 'reading'
  readonly stateText: string
  /** What an unusual state means and what to do. */
  readonly advice: string | null
  readonly lastSyncedAt: string
  /** How changes are noticed, and when all of it is looked through next. */
  readonly watchText: string
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
  readonly settings: FormView
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
    readonly watching: readonly RootWatch[]
    readonly settings: LibrarySettingsState
    /** What was sent to change the settings, and what was wrong with it. */
    readonly typed?: { readonly values: LibraryFormValues; readonly fault: FormFault }
  },
  view: ViewContext,
): AdminLibraryView => {
  const { links, t, formats } = view
  return {
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
        watchText: watchText(
          request.watching.find(({ rootId }) => rootId === root.id),
          view,
        ),
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
    settings: toSettingsForm(request, view),
  }
}

const watchText = (watch: RootWatch | undefined, { t, formats }: ViewContext): string => {
  if (!watch) return ''
  const next =
    watch.nextRunAt === null ? t('admin.watch.noNext') : t('admin.watch.next', { at: formats.instant(watch.nextRunAt) })
  return `${t(watch.reason === null ? `admin.watch.${watch.mode}` : `admin.watch.${watch.reason}`)} ${next}`
}

/** The settings as they are typed. */
export interface LibraryFormValues {
  readonly watch: boolean
  readonly schedule: string
  readonly quietSeconds: string
}

const toSettingsForm = (
  request: {
    readonly csrfToken: string | null
    readonly settings: LibrarySettingsState
    readonly typed?: { readonly values: LibraryFormValues; readonly fault: FormFault }
  },
  { links, t }: ViewContext,
): FormView => {
  const { settings, locked } = request.settings
  const values = request.typed?.values ?? {
    watch: settings.watch,
    schedule: settings.schedule ?? '',
    quietSeconds: String(settings.quietSeconds),
  }
  const fault = request.typed?.fault ?? noFault
  const hint = (name: (typeof locked)[number], text: string) =>
    locked.includes(name) ? t('admin.settings.locked') : text
  return {
    id: 'library-settings',
    title: null,
    method: 'post',
    action: links.path('/admin/library'),
    csrfToken: request.csrfToken,
    error: fault.message,
    fields: [
      locked.includes('watch')
        ? {
            kind: 'text',
            name: 'watch-locked',
            label: t('admin.settings.watch'),
            value: t(settings.watch ? 'admin.settings.on' : 'admin.settings.off'),
            maxLength: 10,
            isReadOnly: true,
            hint: t('admin.settings.locked'),
          }
        : {
            kind: 'check',
            name: 'watch',
            label: t('admin.settings.watch'),
            isChecked: values.watch,
            hint: t('admin.settings.watch.hint'),
            error: fault.of('watch'),
          },
      {
        kind: 'text',
        name: 'schedule',
        label: t('admin.settings.schedule'),
        value: values.schedule,
        maxLength: 100,
        isReadOnly: locked.includes('schedule'),
        hint: hint('schedule', t('admin.settings.schedule.hint')),
        error: fault.of('schedule'),
      },
      {
        kind: 'text',
        name: 'quietSeconds',
        label: t('admin.settings.quiet'),
        value: values.quietSeconds,
        maxLength: 10,
        isReadOnly: locked.includes('quietSeconds'),
        hint: hint('quietSeconds', t('admin.settings.quiet.hint')),
        error: fault.of('quietSeconds'),
      },
    ],
    submit: t('manage.save'),
  }
}
