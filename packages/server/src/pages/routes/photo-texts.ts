import { type Photo, type PhotoPatch, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../document.ts'
import { maxLongFormBytes, readForm } from '../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readPathId } from '../query.ts'
import { type FormFault, noFault, toFormFault } from '../view-models/form-page.ts'
import { type PhotoTextValues, readPhotoTexts, toPhotoTexts, toPhotoTextsView } from '../view-models/photo-texts.ts'
import { toTranslationsPatch, translationPaths } from '../view-models/translation-fields.ts'

/** Only what differs: a field that nobody touched is no change. */
const toPatch = (values: PhotoTextValues, photo: Photo): PhotoPatch => {
  const before = toPhotoTexts(photo)
  const translations = toTranslationsPatch(values.translations, photo.translations ?? {})
  return {
    ...(values.title === before.title ? {} : { title: values.title || null }),
    ...(values.description === before.description ? {} : { description: values.description || null }),
    ...(translations ? { translations } : {}),
  }
}

/** `/photos/34/texts`: title and description, for those who may edit them. */
export const registerPhotoTexts = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages

  /** As it was written, in whatever language it is read. @throws {VitrineError} `PHOTO_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN` */
  const requirePhoto = async ({ event, identity }: PageRequest): Promise<Photo> => {
    const photo = await identity.gallery.photos.get(readPathId(event, 'photo'))
    if (photo.capabilities.includes('edit')) return photo
    throw new VitrineError(identity.actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }

  const answer = (
    { identity: { csrfToken } }: PageRequest,
    photo: Photo,
    values: PhotoTextValues = toPhotoTexts(photo),
    fault: FormFault = noFault,
  ): PageAnswer => {
    const view = toPhotoTextsView(photo, { values, fault, csrfToken, languages: pages.languages }, pages)
    return {
      page: 'photo-texts',
      view,
      head: { title: view.title, section: 'albums', noIndex: true },
      status: fault.status,
      keep: false,
    }
  }

  router.get('/photos/:photo/texts', async (request) => answer(request, await requirePhoto(request)))

  router.post('/photos/:photo/texts', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    const photo = await requirePhoto(request)
    const values = readPhotoTexts(form)
    try {
      await request.gallery.photos.update(photo.id, toPatch(values, photo))
    } catch (error) {
      return answer(request, photo, values, toFormFault(error, pages, translationPaths(values.translations)))
    }
    return redirectResponse(links.photoUrl(photo), server.options)
  })
}
