import type { ManagedTag, Page } from '@vitrine/core'
import { type FormFault, type FormField, type FormView, noFault } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

export interface ManagedTagRow {
  readonly id: number
  readonly name: string
  readonly selectLabel: string
  /** Names of the tags above, `Nature / Water`. */
  readonly above: string
  readonly synonyms: string
  readonly photos: string
  readonly photosUrl: string
  readonly children: string
  readonly editUrl: string
}

/** `ManagedTagsView@1` */
export interface ManagedTagsView extends Managed {
  readonly notice: string | null
  readonly indexingText: string | null
  readonly text: string
  readonly searchUrl: string
  readonly isFiltered: boolean
  readonly isOrphans: boolean
  readonly countText: string
  readonly orphans: { readonly text: string; readonly showUrl: string; readonly deleteUrl: string } | null
  readonly tags: readonly ManagedTagRow[]
  readonly mergeUrl: string
  readonly deleteUrl: string
  readonly moreUrl: string | null
  readonly newTag: FormView
}

export interface TagFormValues {
  readonly name: string
  readonly parent: string
  readonly synonyms: string
}

export const emptyTag: TagFormValues = { name: '', parent: '', synonyms: '' }

export const toTagFields = (
  values: TagFormValues,
  fault: FormFault,
  { links, t }: Pick<ViewContext, 'links' | 't'>,
): FormField[] => [
  {
    kind: 'text',
    name: 'name',
    label: t('mtags.name'),
    value: values.name,
    maxLength: 255,
    required: true,
    error: fault.of('name'),
  },
  {
    kind: 'text',
    name: 'parent',
    label: t('mtags.parent'),
    hint: t('mtags.parent.hint'),
    value: values.parent,
    maxLength: 255,
    suggestUrl: links.apiUrl('/tags/suggest'),
    error: fault.of('parent'),
  },
  {
    kind: 'area',
    name: 'synonyms',
    label: t('mtags.synonyms'),
    hint: t('mtags.synonyms.hint'),
    value: values.synonyms,
    maxLength: 26_000,
    rows: 3,
    error: fault.of('synonyms'),
  },
]

export const toManagedTagsView = (
  page: Page<ManagedTag>,
  request: {
    readonly text: string
    readonly isOrphans: boolean
    readonly orphanCount: number
    readonly photosLeft: number
    readonly notice: string | null
    readonly csrfToken: string | null
    readonly values?: TagFormValues
    readonly fault?: FormFault
  },
  context: ViewContext,
): ManagedTagsView => {
  const { links, t, formats } = context
  const { text, isOrphans, orphanCount, photosLeft, fault = noFault } = request
  const path = '/admin/tags'
  return {
    nav: toManageNav('tags', context),
    notice: request.notice,
    indexingText: photosLeft > 0 ? t('mtags.indexing', { count: photosLeft }) : null,
    text,
    searchUrl: links.path(path),
    isFiltered: text !== '' || isOrphans,
    isOrphans,
    countText: t('mtags.count', { count: page.total }),
    orphans:
      orphanCount === 0
        ? null
        : {
            text: t('mtags.orphans', { count: orphanCount }),
            showUrl: links.path(path, { orphans: 1 }),
            deleteUrl: links.path(`${path}/orphans`),
          },
    tags: page.items.map((tag) => ({
      id: tag.id,
      name: tag.name,
      selectLabel: t('mtags.select', { name: tag.name }),
      above: tag.above.map(({ name }) => name).join(' / '),
      synonyms: tag.synonyms.join(', '),
      photos: formats.number(tag.photos),
      photosUrl: links.tagUrl(tag),
      children: tag.children === 0 ? '' : formats.number(tag.children),
      editUrl: links.path(`${path}/${tag.id}`),
    })),
    mergeUrl: links.path(`${path}/merge`),
    deleteUrl: links.path(`${path}/delete`),
    moreUrl:
      page.nextCursor === null
        ? null
        : links.path(path, { text, orphans: isOrphans ? 1 : undefined, cursor: page.nextCursor }),
    newTag: {
      id: 'new-tag',
      title: t('mtags.new'),
      method: 'post',
      action: links.path(path),
      csrfToken: request.csrfToken,
      error: fault.message,
      fields: toTagFields(request.values ?? emptyTag, fault, context),
      submit: t('mtags.create'),
    },
  }
}
