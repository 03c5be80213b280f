import type { HistorySettings, Visit, VisitedThing, VisitPeriod } from '@vitrine/core'
import { visitPeriods, visitTypes, visitWho } from '@vitrine/core'
import type { LinkQuery } from '../../../links.ts'
import type { FormFault, FormField, FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import type { ChartView } from './chart.ts'
import type { Managed } from './manage.ts'

export const historyPath = '/admin/history'

/** What is shown, as the address says: empty where nothing is asked for. */
export interface HistoryQuery {
  readonly by: VisitPeriod
  readonly from: string
  readonly to: string
  readonly who: (typeof visitWho)[number] | ''
  readonly type: (typeof visitTypes)[number] | ''
  /** The number of a photo, or the name of its file. */
  readonly photo: string
  readonly address: string
  readonly user: number | null
  readonly link: number | null
  readonly album: number | null
  readonly tag: number | null
}

interface Part {
  readonly name: string
  /** The lines that have it in common. */
  readonly onlyUrl: string | null
  /** What it is about. */
  readonly url: string | null
}

/** `AdminHistoryView@1` */
export interface AdminHistoryView extends Managed {
  readonly notice: string | null
  /** Nothing is kept: what to do about it. */
  readonly isOff: boolean
  readonly tabs: {
    readonly label: string
    readonly items: readonly { readonly label: string; readonly url: string; readonly isCurrent: boolean }[]
  }
  readonly chart: ChartView | null
  readonly figures: readonly { readonly label: string; readonly value: string }[]
  readonly action: string
  readonly query: HistoryQuery
  readonly whoOptions: readonly { readonly value: string; readonly label: string; readonly isSelected: boolean }[]
  readonly typeOptions: readonly { readonly value: string; readonly label: string; readonly isSelected: boolean }[]
  /** What was chosen in lines, each with the way to take it back. */
  readonly chosen: readonly {
    readonly name: string
    readonly field: string
    readonly value: number
    readonly url: string
  }[]
  readonly allUrl: string | null
  readonly rows: readonly {
    readonly at: string
    readonly who: Part
    readonly what: Part
    readonly where: Part
    readonly type: string
    readonly address: Part | null
  }[]
  readonly olderUrl: string | null
  readonly forms: readonly FormView[]
}

export const toAddress = (query: HistoryQuery, more: Partial<Record<keyof HistoryQuery, unknown>> = {}): LinkQuery => ({
  ...query,
  by: query.by === 'day' ? undefined : query.by,
  ...(more as LinkQuery),
})

/** Whether some lines are asked for. */
export const isFiltered = ({ by: _, ...query }: HistoryQuery): boolean =>
  Object.values(query).some((value) => value !== null && value !== '')

const options = <T extends string>(list: readonly T[], chosen: string, label: (value: T | 'all') => string) => [
  { value: '', label: label('all'), isSelected: chosen === '' },
  ...list.map((value) => ({ value, label: label(value), isSelected: value === chosen })),
]

export const toHistoryFilter = (query: HistoryQuery, context: ViewContext) => {
  const { links, t } = context
  return {
    action: links.path(historyPath),
    query,
    tabs: {
      label: t('history.by'),
      items: visitPeriods.map((by) => ({
        label: t(`history.by.${by}`),
        url: links.path(historyPath, toAddress(query, { by: by === 'day' ? undefined : by })),
        isCurrent: by === query.by,
      })),
    },
    whoOptions: options(visitWho, query.who, (who) => t(`history.who.${who}`)),
    typeOptions: options(visitTypes, query.type, (type) => t(`history.type.${type}`)),
    allUrl: isFiltered(query) ? links.path(historyPath, { by: toAddress(query).by }) : null,
  }
}

/** What was chosen in lines, by the names that the lines have. */
export const toChosen = (query: HistoryQuery, visits: readonly Visit[], { links, t }: ViewContext) =>
  (['user', 'link', 'album', 'tag'] as const).flatMap((field) => {
    const id = query[field]
    if (id === null) return []
    const name = visits.find((visit) => visit[field]?.id === id)?.[field]?.name ?? `#${id}`
    const url = links.path(historyPath, toAddress(query, { [field]: undefined }))
    return [{ name: t(`history.only.${field}`, { name }), field, value: id, url }]
  })

export const toVisitRows = (
  visits: readonly Visit[],
  query: HistoryQuery,
  context: ViewContext,
): AdminHistoryView['rows'] => {
  const { formats, links, t } = context
  const only = (more: Partial<Record<keyof HistoryQuery, unknown>>): string =>
    links.path(historyPath, toAddress(query, more))
  const part = (
    thing: VisitedThing,
    field: 'user' | 'link' | 'album' | 'tag' | 'photo',
    toUrl: ((id: number) => string) | null,
  ): Part => ({
    name: thing.name ?? `#${thing.id}`,
    onlyUrl: only({ [field]: thing.id }),
    url: thing.name === null || toUrl === null ? null : toUrl(thing.id),
  })
  const nothing: Part = { name: '', onlyUrl: null, url: null }
  return visits.map((visit) => ({
    at: formats.instant(visit.at),
    who: visit.user
      ? part(visit.user, 'user', null)
      : visit.link
        ? part(visit.link, 'link', (id) => links.path(`/links/${id}`))
        : { name: t(`history.somebody.${visit.who}`), onlyUrl: only({ who: visit.who }), url: null },
    what: visit.photo ? part(visit.photo, 'photo', (id) => links.photoUrl({ id })) : nothing,
    where: visit.album
      ? part(visit.album, 'album', (id) => links.path(`/admin/albums/${id}`))
      : visit.tag
        ? part(visit.tag, 'tag', (id) => links.path(`/admin/tags/${id}`))
        : { name: t(`history.section.${visit.section}`), onlyUrl: null, url: null },
    type: t(`history.one.${visit.type}`),
    address:
      visit.address === null ? null : { name: visit.address, onlyUrl: only({ address: visit.address }), url: null },
  }))
}

const switches = ['guests', 'users', 'administrators'] as const

export const historySettingsFields = (settings: HistorySettings, fault: FormFault, { t }: ViewContext): FormField[] => [
  ...switches.map(
    (name): FormField => ({
      kind: 'check',
      name,
      label: t(`history.settings.${name}`),
      isChecked: settings[name],
      error: fault.of(name),
    }),
  ),
  {
    kind: 'choice',
    name: 'addresses',
    label: t('history.settings.addresses'),
    options: (['none', 'network', 'digest'] as const).map((value) => ({
      value,
      label: t(`history.settings.addresses.${value}`),
      hint: value === 'none' ? undefined : t(`history.settings.addresses.${value}.hint`),
      isSelected: settings.addresses === value,
    })),
    error: fault.of('addresses'),
  },
  {
    kind: 'number',
    name: 'keepDays',
    label: t('history.settings.keepDays'),
    hint: t('history.settings.keepDays.hint'),
    value: Number.isNaN(settings.keepDays) ? '' : String(settings.keepDays),
    maxLength: 4,
    error: fault.of('keepDays'),
  },
]

/** The settings as they were typed: what is no number is refused by the gallery. */
export const readHistorySettings = (form: URLSearchParams): HistorySettings => {
  const addresses = (['none', 'network', 'digest'] as const).find((one) => one === form.get('addresses'))
  const days = form.get('keepDays') ?? ''
  return {
    guests: form.get('guests') === '1',
    users: form.get('users') === '1',
    administrators: form.get('administrators') === '1',
    addresses: addresses ?? 'network',
    keepDays: /^\d{1,5}$/.test(days) ? Number(days) : Number.NaN,
  }
}

export const historyPurgeFields = (
  typed: { readonly what: string; readonly before: string },
  fault: FormFault,
  { t }: ViewContext,
): FormField[] => [
  {
    kind: 'choice',
    name: 'what',
    label: t('history.purge.what'),
    options: (['lines', 'all'] as const).map((value) => ({
      value,
      label: t(`history.purge.${value}`),
      isSelected: typed.what === value,
    })),
    error: fault.of('what'),
  },
  {
    kind: 'date',
    name: 'before',
    label: t('history.purge.before'),
    hint: t('history.purge.before.hint'),
    value: typed.before,
    maxLength: 10,
    error: fault.of('before'),
  },
  { kind: 'check', name: 'confirm', label: t('history.purge.confirm'), isChecked: false, error: fault.of('confirm') },
]
