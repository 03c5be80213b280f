import type { Photo } from '@vitrine/core'
import type { LinkQuery, PhotoContext } from '../../links.ts'
import type { PageRequest, PagesContext } from '../page-context.ts'
import { densityOf } from '../page-density.ts'
import { photosPerPage, readCursor } from '../query.ts'
import { type PhotoListingView, toPhotoListing } from '../view-models/listing.ts'
import { type PageScope, toPhotoContext, toPhotoScope } from './page-scope.ts'
import { type ListSort, sortQuery } from './sort-choices.ts'

/** One page of the photos of a scope, as its address asks for it. */
export const listScope = async (
  request: PageRequest,
  scope: PageScope,
  options: {
    readonly sort: ListSort
    /** Address of the list with a query added. */
    readonly url: (query: LinkQuery) => string
    readonly query?: LinkQuery
    /** `false`: the list has an order of its own, and no other is offered. */
    readonly isSortable?: boolean
    readonly hasPositions?: boolean
    /** What the addresses of the photos hold. Default: the scope. */
    readonly within?: PhotoContext
  },
  pages: PagesContext,
): Promise<PhotoListingView> => {
  const { sort, isSortable = true, within = toPhotoContext(scope), ...rest } = options
  const cursor = readCursor(request.query)
  const { preferences, hasFavourites } = await request.me()
  const limit = preferences.photosPerPage ?? photosPerPage
  const page = await request.gallery.photos.list({ ...toPhotoScope(scope), ...sortQuery(sort), limit, cursor })
  return toPhotoListing(
    page,
    {
      ...rest,
      within,
      picker: { csrfToken: request.identity.csrfToken, hasFavourites },
      sort: isSortable ? sort : undefined,
      isFirst: cursor === undefined,
      density: densityOf(request, pages),
    },
    pages,
  )
}

/** Photos that were counted out already: a list of one page. */
export const showAll = async (
  request: PageRequest,
  photos: readonly Photo[],
  within: PhotoContext,
  pages: PagesContext,
): Promise<PhotoListingView> =>
  toPhotoListing(
    { items: [...photos], total: photos.length, nextCursor: null },
    {
      within,
      url: () => '',
      sort: undefined,
      isFirst: true,
      density: densityOf(request, pages),
      picker: { csrfToken: request.identity.csrfToken, hasFavourites: (await request.me()).hasFavourites },
    },
    pages,
  )
