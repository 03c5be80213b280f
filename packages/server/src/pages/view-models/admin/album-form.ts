import type { Album, AlbumDraft, AlbumPatch, ChildrenOrder, CoverMode, Visibility } from '@vitrine/core'
import type { Languages } from '../../../languages/languages.ts'
import type { FormFault, FormField, OptionView } from '../form-page.ts'
import {
  readTranslations,
  type TranslationValues,
  toTranslationGroup,
  toTranslationsPatch,
  toTranslationValues,
} from '../translation-fields.ts'
import type { ViewContext } from '../view-context.ts'
import { usualSorts } from './usual-sorts.ts'

/** What stands in the fields of an album's form. */
export interface AlbumFormValues {
  readonly name: string
  readonly description: string
  /** Empty: as usual. */
  readonly visibility: string
  readonly locked: boolean
  readonly comments: boolean
  readonly cover: string
  readonly coverPhoto: string
  readonly photoSort: string
  readonly childrenOrder: string
  readonly theme: string
  readonly permalink: string
  readonly query: string
  readonly applyToSubAlbums: boolean
  readonly translations: TranslationValues
}

export const readAlbumForm = (form: URLSearchParams): AlbumFormValues => {
  const text = (name: string): string => (form.get(name) ?? '').trim()
  return {
    name: text('name'),
    description: (form.get('description') ?? '').replaceAll('\r\n', '\n').trim(),
    visibility: text('visibility'),
    locked: form.get('locked') === '1',
    comments: form.get('comments') === '1',
    cover: text('cover'),
    coverPhoto: text('coverPhoto'),
    photoSort: text('photoSort').replaceAll(' ', ''),
    childrenOrder: text('childrenOrder'),
    theme: text('theme'),
    permalink: text('permalink'),
    query: text('query'),
    applyToSubAlbums: form.get('applyToSubAlbums') === '1',
    translations: readTranslations(form),
  }
}

export const emptyAlbum: AlbumFormValues = readAlbumForm(new URLSearchParams())

export const toAlbumValues = (album: Album): AlbumFormValues => ({
  name: album.name,
  description: album.description ?? '',
  visibility: album.visibility,
  locked: album.locked,
  comments: album.comments,
  cover: album.coverMode,
  coverPhoto: album.coverMode === 'fixed' && album.coverPhotoId !== null ? String(album.coverPhotoId) : '',
  photoSort: album.photoSort ?? '',
  childrenOrder: album.childrenOrder ?? '',
  theme: album.theme ?? '',
  permalink: album.permalink ?? '',
  query: album.query ?? '',
  applyToSubAlbums: false,
  translations: toTranslationValues(album.translations ?? {}),
})

const orNull = <T extends string>(value: string): T | null => (value === '' ? null : (value as T))

/** The core checks each value; what is no choice of ours is refused there, with the field's name. */
export const toAlbumDraft = (values: AlbumFormValues, parentId: number | null): AlbumDraft => ({
  name: values.name,
  parentId,
  description: orNull(values.description),
  ...(values.visibility === '' ? {} : { visibility: values.visibility as Visibility }),
  ...(values.query === '' ? {} : { query: values.query }),
})

/** Only what differs from what the album has: a field that nobody touched is no change. */
export const toAlbumPatch = (values: AlbumFormValues, album: Album): AlbumPatch => {
  const before = toAlbumValues(album)
  const differs = (key: keyof AlbumFormValues): boolean => values[key] !== before[key] || values.applyToSubAlbums
  const mode = values.cover as CoverMode
  const translations = toTranslationsPatch(values.translations, album.translations ?? {})
  return {
    ...(album.mirrorsFolder || values.name === before.name ? {} : { name: values.name }),
    ...(values.description === before.description ? {} : { description: orNull(values.description) }),
    ...(translations ? { translations } : {}),
    ...(differs('visibility') ? { visibility: values.visibility as Visibility } : {}),
    ...(differs('locked') ? { locked: values.locked } : {}),
    ...(differs('comments') ? { comments: values.comments } : {}),
    ...(values.cover === before.cover && values.coverPhoto === before.coverPhoto
      ? {}
      : { cover: mode === 'fixed' ? { mode, photoId: Number(values.coverPhoto) } : { mode } }),
    ...(differs('photoSort') ? { photoSort: orNull(values.photoSort) } : {}),
    ...(differs('childrenOrder') ? { childrenOrder: orNull<ChildrenOrder>(values.childrenOrder) } : {}),
    ...(values.theme === before.theme ? {} : { theme: orNull(values.theme) }),
    ...(values.permalink === before.permalink ? {} : { permalink: orNull(values.permalink) }),
    ...(values.query === before.query ? {} : { query: orNull(values.query) }),
    ...(values.applyToSubAlbums ? { applyToSubAlbums: true } : {}),
  }
}

const visibilityField = (value: string, error: string | null, hasDefault: boolean, { t }: ViewContext): FormField => ({
  kind: 'choice',
  name: 'visibility',
  label: t('malbums.visibility'),
  error,
  options: [
    ...(hasDefault ? [{ value: '', label: t('malbums.default'), isSelected: value === '' }] : []),
    { value: 'public', label: t('malbums.public'), hint: t('malbums.public.hint'), isSelected: value === 'public' },
    { value: 'private', label: t('malbums.private'), hint: t('malbums.private.hint'), isSelected: value === 'private' },
  ],
})

const nameField = (values: AlbumFormValues, fault: FormFault, { t }: ViewContext, isReadOnly: boolean): FormField => ({
  kind: 'text',
  name: 'name',
  label: t('malbums.name'),
  value: values.name,
  maxLength: 255,
  required: true,
  isReadOnly,
  hint: isReadOnly ? t('malbums.name.folder') : undefined,
  error: fault.of('name'),
})

const descriptionField = (values: AlbumFormValues, fault: FormFault, { t }: ViewContext): FormField => ({
  kind: 'area',
  name: 'description',
  label: t('malbums.description'),
  value: values.description,
  maxLength: 60_000,
  rows: 4,
  error: fault.of('description'),
})

const queryField = (values: AlbumFormValues, fault: FormFault, { t }: ViewContext): FormField => ({
  kind: 'text',
  name: 'query',
  label: t('malbums.query'),
  hint: t('malbums.query.hint'),
  value: values.query,
  maxLength: 1_000,
  error: fault.of('query'),
})

export const toNewAlbumFields = (
  values: AlbumFormValues,
  parent: Album | null,
  fault: FormFault,
  context: ViewContext,
): FormField[] => [
  ...(parent ? [{ kind: 'hidden', name: 'parent', value: String(parent.id) } as const] : []),
  nameField(values, fault, context, false),
  descriptionField(values, fault, context),
  visibilityField(values.visibility, fault.of('visibility'), true, context),
  queryField(values, fault, context),
]

const covers = ['auto', 'random', 'fixed', 'none'] as const
const orders = ['name', '-name', 'createdAt', '-createdAt'] as const

export const toAlbumFields = (
  values: AlbumFormValues,
  album: Album,
  fault: FormFault,
  context: ViewContext & {
    readonly themes: readonly OptionView[]
    readonly languages: Pick<Languages, 'all' | 'gallery'>
  },
): FormField[] => {
  const { t } = context
  const text = (name: 'coverPhoto' | 'photoSort' | 'permalink', maxLength: number) => ({
    kind: 'text' as const,
    name,
    label: t(`malbums.${name}`),
    hint: t(`malbums.${name}.hint`),
    value: values[name],
    maxLength,
    error: fault.of(name),
  })
  const check = (name: 'locked' | 'comments' | 'applyToSubAlbums', label: string): FormField => ({
    kind: 'check',
    name,
    label,
    isChecked: values[name],
    error: fault.of(name),
  })
  return [
    nameField(values, fault, context, album.mirrorsFolder),
    descriptionField(values, fault, context),
    toTranslationGroup(
      [
        { name: 'name', label: t('malbums.name'), maxLength: 255 },
        { name: 'description', label: t('malbums.description'), maxLength: 60_000, rows: 3 },
      ],
      { values: values.translations, known: album.translations ?? {}, languages: context.languages, fault },
      context,
    ),
    visibilityField(values.visibility, fault.of('visibility'), false, context),
    check('locked', t('malbums.lock')),
    check('comments', t('malbums.comments')),
    {
      kind: 'choice',
      name: 'cover',
      label: t('malbums.cover'),
      error: fault.of('cover'),
      options: covers.map((value) => ({
        value,
        label: t(`malbums.cover.${value}`),
        isSelected: value === values.cover,
      })),
    },
    text('coverPhoto', 16),
    { ...text('photoSort', 120), choices: usualSorts.map((value) => ({ value, label: t(`sort.${value}`) })) },
    {
      kind: 'select',
      name: 'childrenOrder',
      label: t('malbums.childrenOrder'),
      error: fault.of('childrenOrder'),
      options: [
        { value: '', label: t('malbums.childrenOrder.manual'), isSelected: values.childrenOrder === '' },
        ...orders.map((value) => ({
          value,
          label: t(`malbums.childrenOrder.${value}`),
          isSelected: value === values.childrenOrder,
        })),
      ],
    },
    {
      kind: 'select',
      name: 'theme',
      label: t('mthemes.album'),
      hint: t('mthemes.album.hint'),
      error: fault.of('theme'),
      options: context.themes,
    },
    text('permalink', 255),
    ...(album.isSmart || album.counts.photos === 0 ? [queryField(values, fault, context)] : []),
    ...(album.counts.albums > 0 ? [check('applyToSubAlbums', t('malbums.apply'))] : []),
  ]
}
