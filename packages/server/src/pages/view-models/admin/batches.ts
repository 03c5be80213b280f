import type { Batch, BatchPage, BatchResult } from '@vitrine/core'
import { type BatchFormValues, toHidden } from '../../batches/batch-form.ts'
import type { FormFault, FormField, FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { toChanges } from './activity.ts'
import { type Managed, toManageNav } from './manage.ts'

interface Figure {
  readonly label: string
  readonly value: string
}

/** `AdminBatchesView@1` */
export interface AdminBatchesView extends Managed {
  readonly csrfToken: string | null
  readonly notice: string | null
  readonly fault: string | null
  /** What would change; `null` before anybody asked. */
  readonly preview: {
    readonly figures: readonly Figure[]
    readonly note: string | null
    readonly sampleNote: string | null
    readonly sample: readonly {
      readonly photo: { readonly id: number; readonly url: string }
      readonly changes: ReturnType<typeof toChanges>
    }[]
    readonly apply: {
      readonly action: string
      readonly hidden: readonly { readonly name: string; readonly value: string }[]
      readonly submit: string
      readonly isDangerous: boolean
    } | null
  } | null
  readonly form: FormView
  readonly batches: readonly {
    readonly text: string
    readonly facts: readonly string[]
    readonly isUndone: boolean
    readonly undo: { readonly action: string; readonly label: string } | null
  }[]
  readonly olderUrl: string | null
}

export const batchesPath = '/admin/batches'
const levels = [0, 1, 2, 4, 8] as const
const albumChanges = ['add', 'remove', 'move'] as const

export interface AdminBatchesState {
  readonly page: BatchPage
  readonly values: BatchFormValues
  readonly fault: FormFault
  readonly preview: BatchResult | null
  readonly notice: string | null
  readonly csrfToken: string | null
  /** What is wrong with the page rather than with its form. */
  readonly failure: string | null
}

export const toAdminBatchesView = (state: AdminBatchesState, context: ViewContext): AdminBatchesView => {
  const { links, t } = context
  const { page, values, fault, preview, notice, csrfToken, failure } = state
  return {
    nav: toManageNav('batches', context),
    csrfToken,
    notice,
    fault: failure,
    preview: preview && toPreview(preview, values, context),
    form: {
      id: 'batch',
      title: null,
      method: 'post',
      action: links.path(`${batchesPath}/look`),
      csrfToken,
      error: fault.message,
      fields: toFields(values, fault, context),
      submit: t('batches.check'),
    },
    batches: page.items.map((batch) => toRow(batch, context)),
    olderUrl: page.nextCursor === null ? null : links.path(batchesPath, { cursor: page.nextCursor }),
  }
}

const toPreview = (
  { photos, changed, forbidden, sample, ...result }: BatchResult,
  values: BatchFormValues,
  context: ViewContext,
): AdminBatchesView['preview'] => {
  const { links, t, formats } = context
  const figure = (label: string, value: number): Figure => ({ label, value: formats.number(value) })
  const mayApply = result.isDryRun && changed > 0 && forbidden === 0
  return {
    figures: [
      figure(t('batches.selected'), photos),
      figure(t('batches.changing'), changed),
      ...(forbidden > 0 ? [figure(t('batches.forbidden'), forbidden)] : []),
    ],
    note:
      photos === 0
        ? t('batches.none')
        : changed === 0
          ? t('batches.nothing')
          : values.delete
            ? t('batches.trash', { count: changed })
            : null,
    sampleNote: !values.delete && changed > sample.length ? t('batches.sample', { count: sample.length }) : null,
    sample: values.delete
      ? []
      : sample.map(({ photoId, before, after }) => ({
          photo: { id: photoId, url: links.photoUrl({ id: photoId }) },
          changes: toChanges({ before, after }, context),
        })),
    apply: mayApply
      ? {
          action: links.path(`${batchesPath}/apply`),
          hidden: [...toHidden(values), { name: 'photos', value: String(photos) }],
          submit: t(values.delete ? 'batches.apply.delete' : 'batches.apply', { count: changed }),
          isDangerous: values.delete,
        }
      : null,
  }
}

const toFields = (values: BatchFormValues, fault: FormFault, { links, t }: ViewContext): FormField[] => {
  const text = (
    name: 'addTags' | 'removeTags' | 'album' | 'author' | 'copyright' | 'shift',
    label: string,
    hint: string,
  ) =>
    ({
      kind: 'text',
      name,
      label,
      hint,
      value: values[name],
      maxLength: name.endsWith('Tags') ? 2_000 : 255,
      error: fault.of(name),
      ...(name.endsWith('Tags') ? { suggestUrl: links.apiUrl('/tags/suggest') } : {}),
    }) as const
  return [
    {
      kind: 'search',
      name: 'q',
      label: t('batches.q'),
      hint: t('batches.q.hint'),
      value: values.q,
      maxLength: 4_000,
      error: fault.of('q'),
    },
    { kind: 'check', name: 'all', label: t('batches.all'), isChecked: values.all },
    text('addTags', t('batches.addTags'), t('batches.tags.hint')),
    text('removeTags', t('batches.removeTags'), t('batches.tags.hint')),
    {
      kind: 'select',
      name: 'albumChange',
      label: t('batches.album'),
      options: [
        { value: '', label: t('batches.album.none'), isSelected: values.albumChange === '' },
        ...albumChanges.map((value) => ({
          value,
          label: t(`batches.album.${value}`),
          isSelected: values.albumChange === value,
        })),
      ],
    },
    text('album', t('batches.albumName'), t('batches.albumName.hint')),
    text('author', t('batches.author'), t('batches.text.hint')),
    text('copyright', t('batches.copyright'), t('batches.text.hint')),
    {
      kind: 'select',
      name: 'level',
      label: t('batches.level'),
      error: fault.of('level'),
      options: [
        { value: '', label: t('batches.level.none'), isSelected: values.level === '' },
        ...levels.map((level) => ({
          value: String(level),
          label: t(`batches.level.${level}`),
          isSelected: values.level === String(level),
        })),
      ],
    },
    text('shift', t('batches.shift'), t('batches.shift.hint')),
    { kind: 'check', name: 'delete', label: t('batches.delete'), isChecked: values.delete },
  ]
}

const toRow = (batch: Batch, context: ViewContext): AdminBatchesView['batches'][number] => {
  const { links, t, formats } = context
  const isUndone = batch.undoneBy !== null
  return {
    text: toWords(batch, context),
    facts: [
      t('batches.photos', { count: batch.photos }),
      formats.instant(batch.at),
      ...(batch.actor.name ? [batch.actor.name] : []),
    ],
    isUndone,
    undo: isUndone
      ? null
      : {
          action: links.path(`${batchesPath}/${batch.batchId}/undo`),
          label: t(batch.kind === 'undo' ? 'batches.redo' : 'batches.undo'),
        },
  }
}

const toWords = ({ kind, change }: Batch, { t, formats }: ViewContext): string => {
  if (kind !== 'change' || change === null) return t(kind === 'table' ? 'batches.kind.table' : 'batches.kind.undo')
  const { set, addTags, removeTags, addToAlbums, removeFromAlbums, moveToAlbum, shiftTakenAtSeconds } = change
  const done = [
    ...(addTags ? [t('batches.did.addTags', { names: formats.list(addTags) })] : []),
    ...(removeTags ? [t('batches.did.removeTags', { names: formats.list(removeTags) })] : []),
    ...(addToAlbums ? [t('batches.did.addToAlbums')] : []),
    ...(removeFromAlbums ? [t('batches.did.removeFromAlbums')] : []),
    ...(moveToAlbum ? [t('batches.did.moveToAlbum')] : []),
    ...(shiftTakenAtSeconds ? [t('batches.did.shift')] : []),
    ...(set ? [t('batches.did.set', { names: formats.list(Object.keys(set)) })] : []),
    ...(change.delete ? [t('batches.did.delete')] : []),
  ]
  return done.join(' · ')
}
