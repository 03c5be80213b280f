import { type ArchiveOptions, inputInvalid } from '@vitrine/core'
import type { PageRequest, PagesContext } from '../page-context.ts'
import { otherList, type PhotoList } from './photo-list.ts'

/** What a page about a list is about. */
export interface NamedList extends PhotoList {
  /** The favourites of the one who asks: they have an order of their own, and no other conditions. */
  readonly isFavourites: boolean
}

/** Reads what `toListQuery` wrote. @throws as lists do */
export const readList = async (request: PageRequest, pages: PagesContext): Promise<NamedList> => {
  if (request.query.get('in') === 'favourites')
    return {
      scope: {},
      within: {},
      name: pages.t('favourites.title'),
      url: pages.links.path('/favourites'),
      breadcrumbs: [],
      isWhole: false,
      theme: null,
      isFavourites: true,
    }
  return { ...(await otherList(request, pages)), isFavourites: false }
}

export const toArchiveScope = ({ scope, isFavourites }: NamedList): ArchiveOptions => {
  if (isFavourites) return { favourites: true }
  const { limit: _limit, cursor: _cursor, ...rest } = scope
  return rest
}

/** The photos that a form names, `photos` or `photo`, each once. @throws `INPUT_INVALID` */
export const readPhotos = (form: URLSearchParams): number[] => {
  const ids = [...form.getAll('photos'), ...form.getAll('photo')].map((text) =>
    /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN,
  )
  if (!ids.every(Number.isSafeInteger)) throw inputInvalid([{ path: 'photos', message: 'Expected numbers of photos' }])
  return [...new Set(ids)]
}
