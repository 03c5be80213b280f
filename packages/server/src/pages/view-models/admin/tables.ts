import type { TableDraft } from '../../../uploads/table-drafts.ts'
import { type FormFault, type FormView, faultIn } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** `AdminTablesView@1` */
export interface AdminTablesView extends Managed {
  readonly notice: string | null
  readonly csrfToken: string | null
  readonly draft: DraftView | null
  readonly export: FormView
  readonly import: {
    readonly action: string
    readonly error: string | null
    readonly fileError: string | null
    readonly clearsEmpty: boolean
  }
}

interface DraftView {
  readonly id: string
  readonly title: string
  readonly fileName: string
  readonly isApplied: boolean
  readonly fault: string | null
  readonly figures: readonly { readonly label: string; readonly value: string }[]
  readonly ignored: string | null
  readonly columns: readonly { readonly label: string; readonly value: string }[]
  readonly changes: readonly {
    readonly row: string
    readonly photo: { readonly id: number; readonly url: string }
    readonly column: string
    readonly before: string
    readonly after: string
  }[]
  /** Said where there are more than are shown. */
  readonly changesNote: string | null
  readonly errors: readonly { readonly row: string; readonly column: string; readonly reason: string }[]
  readonly errorsNote: string | null
  /** What to do now; `null` while or after it is done. */
  readonly apply: {
    readonly action: string
    readonly text: string | null
    readonly submit: string | null
    readonly skipsErrors: boolean
  } | null
  readonly progress: { readonly text: string; readonly percent: number; readonly refreshUrl: string } | null
}

/** How an export is written, as it is chosen. */
export const tableFormats = ['csv', 'csv-bom', 'json', 'ndjson'] as const
export type ChosenFormat = (typeof tableFormats)[number]

export interface TablesPageState {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly draft: TableDraft | null
  readonly typed: { readonly format: ChosenFormat; readonly q: string; readonly clearsEmpty: boolean }
  readonly refused?: { readonly form: 'export' | 'import'; readonly fault: FormFault }
}

const maxQueryLength = 4_000

export const toAdminTablesView = (page: TablesPageState, context: ViewContext): AdminTablesView => {
  const { csrfToken, notice, draft, typed, refused } = page
  const { links, t } = context
  const faultOf = (form: 'export' | 'import'): FormFault => faultIn(refused, form)
  return {
    nav: toManageNav('tables', context),
    notice,
    csrfToken,
    draft: draft && toDraft(draft, context),
    import: {
      action: links.path('/admin/tables/check'),
      error: faultOf('import').message,
      fileError: faultOf('import').of('file'),
      clearsEmpty: typed.clearsEmpty,
    },
    export: {
      id: 'export',
      title: t('tables.export'),
      lead: t('tables.export.lead'),
      method: 'get',
      action: links.path('/admin/tables/export'),
      csrfToken: null,
      error: faultOf('export').message,
      fields: [
        {
          kind: 'select',
          name: 'format',
          label: t('tables.export.format'),
          options: tableFormats.map((value) => ({
            value,
            label: t(`tables.format.${value}`),
            isSelected: value === typed.format,
          })),
        },
        {
          kind: 'text',
          name: 'q',
          label: t('tables.export.q'),
          value: typed.q,
          maxLength: maxQueryLength,
          hint: t('tables.export.q.hint'),
          error: faultOf('export').of('q'),
        },
      ],
      submit: t('tables.export.start'),
    },
  }
}

const toDraft = (draft: TableDraft, context: ViewContext): DraftView => {
  const { links, t, formats } = context
  const { id, fileName, state, report, fault } = draft
  const isApplied = state === 'applied'
  return {
    id,
    title: t(`tables.state.${state}`),
    fileName,
    isApplied,
    fault,
    figures: [
      { label: t('tables.rows'), value: formats.number(report.rows) },
      { label: t(isApplied ? 'tables.changed' : 'tables.wouldChange'), value: formats.number(report.changed) },
      { label: t('tables.unchanged'), value: formats.number(report.unchanged) },
      { label: t('tables.failed'), value: formats.number(report.failed) },
    ],
    ignored:
      report.ignoredColumns.length === 0 ? null : t('tables.ignored', { names: report.ignoredColumns.join(', ') }),
    columns: Object.entries(report.columns).map(([label, count]) => ({ label, value: formats.number(count) })),
    changes: report.changes.map(({ row, photoId, column, before, after }) => ({
      row: formats.number(row),
      photo: { id: photoId, url: links.photoUrl({ id: photoId }) },
      column,
      before: before ?? '–',
      after: after ?? '–',
    })),
    changesNote:
      Object.values(report.columns).reduce((sum, count) => sum + count, 0) > report.changes.length
        ? t('tables.changes.first', { count: report.changes.length })
        : null,
    errors: report.errors.map(({ row, column, message }) => ({
      row: formats.number(row),
      column: column ?? '–',
      reason: message,
    })),
    errorsNote:
      report.failed > new Set(report.errors.map(({ row }) => row)).size
        ? t('tables.changes.first', { count: report.errors.length })
        : null,
    apply: state === 'checked' ? toApply(draft, context) : null,
    progress: state === 'applying' ? toProgress(draft, context) : null,
  }
}

const toApply = ({ report }: TableDraft, { links, t }: ViewContext): DraftView['apply'] => {
  const { changed: count, failed } = report
  const skipsErrors = failed > 0
  const action = links.path('/admin/tables/apply')
  if (count === 0)
    return { action, text: t(skipsErrors ? 'tables.onlyWrong' : 'tables.nothing'), submit: null, skipsErrors }
  return { action, text: null, submit: t(skipsErrors ? 'tables.applyRest' : 'tables.apply', { count }), skipsErrors }
}

const toProgress = ({ id, progress }: TableDraft, { links, t }: ViewContext): DraftView['progress'] => {
  const total = progress?.rowsTotal ?? 0
  const percent = total > 0 ? Math.floor((100 * (progress?.rowsDone ?? 0)) / total) : 0
  const isWriting = progress?.phase === 'applying'
  return {
    text: isWriting ? t('tables.applying', { percent }) : t('tables.checking'),
    percent,
    refreshUrl: links.path('/admin/tables', { table: id }),
  }
}
