import {
  type DerivativeSettingsState,
  type DerivativesFigures,
  type ToolStatus,
  type WarmUpProgress,
  watermarkPositions,
} from '@vitrine/core'
import { type MarkForm, usualMark } from '../../pictures/mark-form.ts'
import { emptyRow, type SizeRow, toRows } from '../../pictures/size-rows.ts'
import type { FormFault, FormView, OptionView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** `AdminPicturesView@1` */
export interface AdminPicturesView extends Managed {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly sizes: {
    readonly action: string
    readonly error: string | null
    readonly isLocked: boolean
    readonly rows: readonly (SizeRow & { readonly label: string })[]
  }
  readonly formats: FormView
  readonly marks: {
    readonly list: readonly {
      readonly name: string
      readonly text: string
      readonly isUsual: boolean
      readonly previewUrl: string
    }[]
    readonly action: string
    readonly usualAction: string
    readonly removeAction: string
    readonly isLocked: boolean
    readonly typed: MarkForm
    readonly positions: readonly OptionView[]
    readonly fault: { readonly message: string | null; readonly of: Readonly<Record<string, string>> }
  }
  readonly cache: {
    readonly figures: readonly { readonly label: string; readonly value: string }[]
    readonly sizes: readonly {
      readonly name: string
      readonly label: string
      readonly files: string
      readonly bytes: string
      readonly canPurge: boolean
    }[]
    readonly action: string
  }
  readonly warm: {
    readonly action: string
    readonly text: string | null
    /** 0 to 100 while it runs. */
    readonly percent: number | null
    readonly refreshUrl: string
  }
  readonly tools: readonly {
    readonly name: string
    readonly adds: string
    readonly state: string
    readonly isHere: boolean
  }[]
  readonly toolsAction: string
}

export interface PicturesState {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly state: DerivativeSettingsState
  readonly figures: DerivativesFigures
  readonly tools: readonly ToolStatus[]
  readonly warming: WarmUpProgress | 'already' | null
  /** What was sent and refused, by the form it came from. */
  readonly refused?: {
    readonly form: 'sizes' | 'formats' | 'mark'
    readonly fault: FormFault
    readonly details?: string
    readonly rows?: readonly SizeRow[]
    readonly mark?: MarkForm
  }
}

const markFields = ['name', 'picture', 'position', 'opacity', 'margin', 'width', 'minWidth'] as const

export const toAdminPicturesView = (given: PicturesState, context: ViewContext): AdminPicturesView => {
  const { csrfToken, notice, state, tools, refused } = given
  const { links, t } = context
  const { settings } = state
  const at = (path: string) => links.path(`/admin/pictures/${path}`)
  const isLocked = (...names: readonly string[]) => names.some((name) => state.locked.some((each) => each === name))
  const faultOf = (form: 'sizes' | 'formats' | 'mark') => (refused?.form === form ? refused : undefined)
  const rows = faultOf('sizes')?.rows ?? toRows(settings.sizes, settings.renderAhead)
  const markFault = faultOf('mark')
  return {
    nav: toManageNav('pictures', context),
    csrfToken,
    notice,
    sizes: {
      action: at('sizes'),
      error: faultOf('sizes')?.details ?? null,
      isLocked: isLocked('sizes', 'renderAhead'),
      rows: [...rows, emptyRow].map((row) => ({ ...row, label: row.name || t('mpics.new') })),
    },
    formats: toFormatsForm(given, at('formats'), context),
    marks: {
      list: settings.watermarks.map((mark) => ({
        name: mark.name,
        text: t(`mpics.position.${mark.position}`),
        isUsual: mark.name === settings.usualWatermark,
        previewUrl: links.path(`/admin/pictures/watermarks/${mark.name}/preview`, {
          // Another picture has another address.
          of: `${mark.picture.slice(0, 8)}-${[mark.position, mark.opacityPercent, mark.marginPercent, mark.widthPercent].join('-')}`,
        }),
      })),
      action: at('watermarks'),
      usualAction: at('usual-watermark'),
      removeAction: at('remove-watermark'),
      isLocked: isLocked('watermarks', 'usualWatermark'),
      typed: markFault?.mark ?? usualMark,
      positions: watermarkPositions.map((value) => ({
        value,
        label: t(`mpics.position.${value}`),
        isSelected: value === (markFault?.mark ?? usualMark).position,
      })),
      fault: {
        message: markFault?.fault.message ?? null,
        of: Object.fromEntries(
          markFields.flatMap((name) => {
            const message = markFault?.fault.of(name)
            return message ? [[name, message]] : []
          }),
        ),
      },
    },
    cache: toCache(given, at('purge'), context),
    warm: toWarm(given, at('warm'), context),
    tools: tools.map((tool) => ({
      name: tool.label,
      adds: tool.adds,
      isHere: tool.path !== null,
      state:
        tool.version ?? (tool.isOff ? t('mpics.tools.off') : t('mpics.tools.missing', { package: tool.debianPackage })),
    })),
    toolsAction: at('programs'),
  }
}

const toCache = (
  { figures, state: { settings } }: PicturesState,
  action: string,
  { t, formats }: ViewContext,
): AdminPicturesView['cache'] => {
  const hits = figures.hits.memory + figures.hits.disk
  const asked = hits + figures.hits.missed
  const used = formats.bytes(figures.bytes)
  const most = figures.maxBytes
  const labels: Readonly<Record<string, string>> = {
    _preview: t('mpics.cache.previews'),
    _video: t('mpics.cache.videos'),
  }
  const order = new Map(settings.sizes.map(({ name }, index) => [name, index]))
  const rank = (name: string) => order.get(name) ?? order.size
  return {
    action,
    figures: [
      { label: t('mpics.cache.files'), value: formats.number(figures.files) },
      {
        label: t('mpics.cache.bytes'),
        value: most === null ? used : t('mpics.cache.of', { used, most: formats.bytes(most) }),
      },
      {
        label: t('mpics.cache.hits'),
        value: asked === 0 ? '–' : `${formats.number(Math.floor((100 * hits) / asked))} %`,
      },
      { label: t('mpics.cache.rendered'), value: formats.number(figures.rendered) },
      { label: t('mpics.cache.waiting'), value: formats.number(figures.waiting) },
    ],
    sizes: Object.entries(figures.sizes)
      .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([name, size]) => ({
        name,
        label: labels[name] ?? name,
        files: formats.number(size.files),
        bytes: formats.bytes(size.bytes),
        canPurge: order.has(name),
      })),
  }
}

const toWarm = ({ warming }: PicturesState, action: string, { links, t }: ViewContext): AdminPicturesView['warm'] => {
  if (warming === null || warming === 'already')
    return {
      action,
      text: warming && t('mpics.warm.already'),
      percent: null,
      refreshUrl: links.path('/admin/pictures'),
    }
  const { id, state, done, total } = warming
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0
  return {
    action,
    text: state === 'running' ? t('mpics.warm.running', { percent }) : t(`mpics.warm.${state}`),
    percent: state === 'running' || state === 'waiting' ? percent : null,
    refreshUrl: links.path('/admin/pictures', { job: String(id) }),
  }
}

const toFormatsForm = (
  { csrfToken, state: { settings, locked }, refused }: PicturesState,
  action: string,
  { t }: ViewContext,
): FormView => {
  const fault = refused?.form === 'formats' ? refused.fault : null
  const quality = (format: 'jpeg' | 'webp' | 'avif', label: string) => ({
    kind: 'text' as const,
    name: `quality-${format}`,
    label: t('mpics.qualityOf', { format: label }),
    value: String(settings.quality[format]),
    maxLength: 3,
    isReadOnly: locked.includes('quality'),
    error: fault?.of(`quality-${format}`) ?? null,
  })
  return {
    id: 'formats',
    title: t('mpics.formats'),
    lead: locked.length > 0 ? t('mpics.locked') : t('mpics.formats.lead'),
    method: 'post',
    action,
    csrfToken,
    error: fault?.message ?? null,
    fields: [
      { kind: 'check', name: 'webp', label: t('mpics.webp'), isChecked: settings.formats.includes('webp') },
      {
        kind: 'check',
        name: 'avif',
        label: t('mpics.avif'),
        hint: t('mpics.avif.hint'),
        isChecked: settings.formats.includes('avif'),
        error: fault?.of('formats') ?? null,
      },
      quality('jpeg', 'JPEG'),
      quality('webp', 'WebP'),
      quality('avif', 'AVIF'),
      {
        kind: 'check',
        name: 'videos',
        label: t('mpics.videos'),
        hint: t('mpics.videos.hint'),
        isChecked: settings.convertVideos,
        error: fault?.of('convertVideos') ?? null,
      },
    ],
    submit: t('manage.save'),
  }
}
