import { countedUpTo, type Overview, type StorageCheck } from '@vitrine/core'
import type { ViewContext } from '../view-context.ts'
import type { ChartView } from './chart.ts'

/** What the pages for administrators begin with: `OverviewView@1`. */
export interface OverviewView {
  readonly notices: readonly { readonly text: string; readonly url: string | null }[]
  readonly counts: readonly { readonly label: string; readonly value: string }[]
  /** Visits, where they are kept. */
  readonly chart: ChartView | null
  readonly historyUrl: string
  readonly storage: {
    /** `null`: it is not known yet. */
    readonly total: string | null
    readonly widthPx: number
    readonly types: readonly {
      readonly type: string
      readonly name: string
      readonly detail: string
      readonly x: number
      readonly width: number
    }[]
  }
}

const widthPx = 600

export const toOverviewView = (
  overview: Overview,
  state: { readonly chart: ChartView | null; readonly check: StorageCheck | null },
  { formats, links, t }: ViewContext,
): OverviewView => {
  const { files, waiting } = overview
  const count = (value: number): string =>
    value >= countedUpTo ? t('overview.atLeast', { count: countedUpTo }) : formats.number(value)
  const notices = [
    ['comments', waiting.comments, '/admin/comments'],
    ['reviews', waiting.reviews, '/admin/review'],
    ['registrations', waiting.registrations, '/admin/accounts'],
    ['failedJobs', waiting.failedJobs, '/admin/jobs?state=failed'],
    ['homeless', files?.homeless ?? 0, null],
  ] as const
  const bytes = files?.types.reduce((sum, each) => sum + each.bytes, 0) ?? 0
  let x = 0
  return {
    notices: [
      ...notices.flatMap(([name, waits, path]) =>
        waits === 0
          ? []
          : [{ text: t(`overview.notice.${name}`, { count: waits }), url: path === null ? null : links.path(path) }],
      ),
      ...(state.check?.outcome === 'damaged'
        ? [{ text: t('overview.notice.storage'), url: links.path('/admin/storage') }]
        : []),
    ],
    counts: [
      ...(files ? [{ label: t('overview.photos'), value: formats.number(files.photos) }] : []),
      { label: t('overview.albums'), value: formats.number(overview.albums) },
      ...(['tags', 'users', 'groups', 'comments'] as const).map((name) => ({
        label: t(`overview.${name}`),
        value: count(overview[name]),
      })),
    ],
    chart: state.chart,
    historyUrl: links.path('/admin/history'),
    storage: {
      total: files ? t('overview.storage.text', { bytes: formats.bytes(bytes) }) : null,
      widthPx,
      types: (files?.types ?? []).map((each) => {
        const width = bytes === 0 ? 0 : Math.round((each.bytes / bytes) * widthPx * 100) / 100
        const place = { x: Math.round(x * 100) / 100, width }
        x += width
        return {
          type: each.type,
          name: t(`overview.type.${each.type}`),
          detail: t('overview.type.of', { count: each.photos, bytes: formats.bytes(each.bytes) }),
          ...place,
        }
      }),
    },
  }
}
