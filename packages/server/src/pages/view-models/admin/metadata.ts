import type { MetadataJob, MetadataSettingName, MetadataSettingsState, ToolStatus } from '@vitrine/core'
import type { RuleChoices } from '../../metadata/position-rules.ts'
import { type MetadataForm, type ReadField, type WriteField, writableBlocks } from '../../metadata/settings-form.ts'
import type { FormFault, FormField, FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

interface InputView {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly error: string | null
}

interface TicksView {
  readonly name: string
  readonly label: string
  readonly ticks: readonly {
    readonly value: string
    readonly label: string
    readonly hint: string
    readonly isTicked: boolean
  }[]
  readonly error: string | null
}

/** A job over photos: how to start one, and how far the one is that was started. */
export interface MetadataJobView {
  readonly form: FormView
  readonly text: string | null
  /** 0 to 100 while it waits or runs. */
  readonly percent: number | null
  readonly refreshUrl: string
}

/** `AdminMetadataView@1` */
export interface AdminMetadataView extends Managed {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly action: string
  readonly error: string | null
  readonly sources: {
    readonly isReadLocked: boolean
    readonly isWriteLocked: boolean
    readonly rows: readonly { readonly label: string; readonly read: InputView; readonly write: TicksView | null }[]
  }
  readonly custom: {
    readonly isLocked: boolean
    readonly rows: readonly { readonly label: string; readonly read: InputView; readonly write: InputView }[]
  }
  readonly files: readonly FormField[]
  readonly position: {
    readonly isLocked: boolean
    readonly rules: readonly { readonly value: string; readonly label: string; readonly isTicked: boolean }[]
    readonly more: readonly FormField[]
  }
  readonly reading: MetadataJobView
  /** `null` where the settings do not allow it. */
  readonly writing: MetadataJobView | null
}

export type JobName = 'reading' | 'writing'

/** What was typed to start a job. */
export interface JobForm {
  readonly q: string
  readonly overwrite: boolean
  readonly clear: boolean
}

export const emptyJob: JobForm = { q: '', overwrite: false, clear: false }

export interface MetadataPageState {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly state: MetadataSettingsState
  readonly typed: MetadataForm
  readonly rules: RuleChoices
  /** What was typed for one more rule. */
  readonly added: { readonly album: string; readonly link: string }
  readonly customFields: readonly { readonly key: string; readonly name: string }[]
  readonly exiftool: ToolStatus | undefined
  readonly jobs: Readonly<Record<JobName, MetadataJob | 'already' | null>>
  readonly refused?: { readonly form: JobName | 'settings'; readonly fault: FormFault; readonly job?: JobForm }
}

const maxQueryLength = 4_000

export const toAdminMetadataView = (page: MetadataPageState, context: ViewContext): AdminMetadataView => {
  const { csrfToken, notice, state, typed, customFields, refused } = page
  const { links, t } = context
  const fault = refused?.form === 'settings' ? refused.fault : null
  const isLocked = (name: MetadataSettingName) => state.locked.includes(name)
  const input = (name: string, label: string, value: string): InputView => ({
    name,
    label,
    value,
    error: fault?.of(name) ?? null,
  })
  const ticks = (field: WriteField, name: string): TicksView => ({
    name: `write-${field}`,
    label: t('mmeta.writeOf', { name }),
    ticks: writableBlocks.map((block) => ({
      value: block,
      label: block.toUpperCase(),
      hint: t('mmeta.tickOf', { name, block: block.toUpperCase() }),
      isTicked: typed.write[field]?.includes(block) === true,
    })),
    error: fault?.of(`write-${field}`) ?? null,
  })
  return {
    nav: toManageNav('metadata', context),
    csrfToken,
    notice,
    action: links.path('/admin/metadata'),
    error: fault?.message ?? null,
    sources: {
      isReadLocked: isLocked('read'),
      isWriteLocked: isLocked('write'),
      rows: (Object.keys(typed.read) as ReadField[]).map((field) => {
        const label = t(`mmeta.field.${field}`)
        return {
          label,
          read: input(`read-${field}`, t('mmeta.readOf', { name: label }), typed.read[field] ?? ''),
          write: field in typed.write ? ticks(field as WriteField, label) : null,
        }
      }),
    },
    custom: {
      isLocked: isLocked('fields'),
      rows: customFields.map(({ key, name }) => ({
        label: name,
        read: input(`from-${key}`, t('mmeta.readOf', { name }), typed.fields[key]?.read ?? ''),
        write: input(`to-${key}`, t('mmeta.writeOf', { name }), typed.fields[key]?.write ?? ''),
      })),
    },
    files: toFileFields(page, fault, context),
    position: toPosition(page, fault, context),
    reading: toJobView('reading', page, context),
    writing: state.settings.writesFiles ? toJobView('writing', page, context) : null,
  }
}

const toFileFields = (
  { state: { locked }, typed, exiftool }: MetadataPageState,
  fault: FormFault | null,
  { t }: ViewContext,
): FormField[] => {
  // What is fixed is shown as text: a list to choose from, or a box to tick, would promise what it does not do.
  const fixed = (name: MetadataSettingName, label: string, value: string): FormField => ({
    kind: 'text',
    name: `${name}-locked`,
    label,
    value,
    maxLength: 100,
    isReadOnly: true,
    hint: t('mmeta.locked'),
  })
  const tick = (name: 'keywordTrees' | 'writesFiles'): FormField =>
    locked.includes(name)
      ? fixed(name, t(`mmeta.${name}`), t(typed[name] ? 'admin.settings.on' : 'admin.settings.off'))
      : {
          kind: 'check',
          name,
          label: t(`mmeta.${name}`),
          hint: t(`mmeta.${name}.hint`),
          isChecked: typed[name],
        }
  const when = (['needed', 'always', 'never'] as const).map((value) => ({
    value,
    label: t(`mmeta.exiftool.${value}`),
    isSelected: value === typed.exiftool,
  }))
  return [
    locked.includes('exiftool')
      ? fixed('exiftool', t('mmeta.exiftool'), when.find(({ isSelected }) => isSelected)?.label ?? '')
      : {
          kind: 'select',
          name: 'exiftool',
          label: t('mmeta.exiftool'),
          hint: exiftool?.version
            ? t('mmeta.exiftool.here', { version: exiftool.version })
            : t('mmeta.exiftool.missing'),
          error: fault?.of('exiftool'),
          options: when,
        },
    tick('keywordTrees'),
    tick('writesFiles'),
  ]
}

const toPosition = (
  { state, rules, added }: MetadataPageState,
  fault: FormFault | null,
  { t }: ViewContext,
): AdminMetadataView['position'] => ({
  isLocked: state.locked.includes('withoutPosition'),
  rules: rules.listed.map(({ value, kind, id, name, isTicked }) => ({
    value,
    label: t(`mmeta.position.${kind}`, { name: name ?? t('mmeta.position.gone', { id }) }),
    isTicked,
  })),
  more: [
    {
      kind: 'text',
      name: 'album',
      label: t('mmeta.position.addAlbum'),
      value: added.album,
      maxLength: 255,
      hint: t('mmeta.position.addAlbum.hint'),
      error: fault?.of('album'),
    },
    ...(rules.links.length === 0
      ? []
      : [
          {
            kind: 'select' as const,
            name: 'link',
            label: t('mmeta.position.addLink'),
            error: fault?.of('link'),
            options: [
              { value: '', label: t('mmeta.position.noLink'), isSelected: added.link === '' },
              ...rules.links.map(({ id, name }) => ({
                value: String(id),
                label: name,
                isSelected: added.link === String(id),
              })),
            ],
          },
        ]),
  ],
})

const toJobView = (
  name: JobName,
  { csrfToken, jobs, refused }: MetadataPageState,
  { links, t }: ViewContext,
): MetadataJobView => {
  const fault = refused?.form === name ? refused.fault : null
  const typed = (refused?.form === name ? refused.job : undefined) ?? emptyJob
  const form: FormView = {
    id: name,
    title: t(`mmeta.${name}`),
    lead: t(`mmeta.${name}.lead`),
    method: 'post',
    action: links.path(`/admin/metadata/${name}`),
    csrfToken,
    error: fault?.message ?? null,
    fields: [
      {
        kind: 'text',
        name: 'q',
        label: t('mmeta.job.q'),
        value: typed.q,
        maxLength: maxQueryLength,
        hint: t('mmeta.job.q.hint'),
        error: fault?.of('q'),
      },
      ...(name === 'writing'
        ? []
        : (['overwrite', 'clear'] as const).map((flag) => ({
            kind: 'check' as const,
            name: flag,
            label: t(`mmeta.reading.${flag}`),
            isChecked: typed[flag],
          }))),
    ],
    submit: t(`mmeta.${name}.start`),
  }
  const job = jobs[name]
  if (job === null || job === 'already')
    return { form, text: job && t('mmeta.job.already'), percent: null, refreshUrl: links.path('/admin/metadata') }
  const percent = job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0
  const isBusy = job.state === 'running' || job.state === 'waiting'
  return {
    form,
    text:
      job.state === 'running'
        ? t(`mmeta.${name}.running`, { percent })
        : job.state === 'done'
          ? t(`mmeta.${name}.done`)
          : t(`mmeta.job.${job.state}`),
    percent: isBusy ? percent : null,
    refreshUrl: links.path('/admin/metadata', { [name]: String(job.id) }),
  }
}
