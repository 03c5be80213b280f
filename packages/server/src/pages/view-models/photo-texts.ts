import type { Photo } from '@vitrine/core'
import type { Languages } from '../../languages/languages.ts'
import type { CrumbView } from './album.ts'
import type { FormFault, FormView } from './form-page.ts'
import { photoTitle } from './picture.ts'
import {
  readTranslations,
  type TranslationValues,
  toTranslationGroup,
  toTranslationValues,
} from './translation-fields.ts'
import type { ViewContext } from './view-context.ts'

/** `PhotoTextsView@1`: title and description of a photo, in every language. */
export interface PhotoTextsView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly form: FormView
}

export interface PhotoTextValues {
  readonly title: string
  readonly description: string
  readonly translations: TranslationValues
}

export const readPhotoTexts = (form: URLSearchParams): PhotoTextValues => ({
  title: (form.get('title') ?? '').trim(),
  description: (form.get('description') ?? '').replaceAll('\r\n', '\n').trim(),
  translations: readTranslations(form),
})

export const toPhotoTexts = (photo: Photo): PhotoTextValues => ({
  title: photo.title ?? '',
  description: photo.description ?? '',
  translations: toTranslationValues(photo.translations ?? {}),
})

export const toPhotoTextsView = (
  photo: Photo,
  request: {
    readonly values: PhotoTextValues
    readonly fault: FormFault
    readonly csrfToken: string | null
    readonly languages: Pick<Languages, 'all' | 'gallery'>
  },
  context: ViewContext,
): PhotoTextsView => {
  const { t, links } = context
  const { values, fault, csrfToken, languages } = request
  const title = { name: 'title', label: t('photo.texts.title'), maxLength: 255 }
  const description = { name: 'description', label: t('photo.texts.description'), maxLength: 60_000 }
  return {
    title: t('photo.texts'),
    breadcrumbs: [
      { name: t('nav.albums'), url: links.homeUrl() },
      { name: photoTitle(photo), language: null, url: links.photoUrl(photo) },
      { name: t('photo.texts'), url: null },
    ],
    form: {
      id: 'texts',
      title: null,
      method: 'post',
      action: links.path(`/photos/${photo.id}/texts`),
      csrfToken,
      error: fault.message,
      fields: [
        { kind: 'text', ...title, value: values.title, error: fault.of('title') },
        { kind: 'area', ...description, rows: 5, value: values.description, error: fault.of('description') },
        toTranslationGroup(
          [title, { ...description, rows: 3 }],
          { values: values.translations, known: photo.translations ?? {}, languages, fault },
          context,
        ),
      ],
      submit: t('photo.texts.save'),
      cancelUrl: links.photoUrl(photo),
    },
  }
}
