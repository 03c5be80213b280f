import type { Page, Photo, PhotoSort } from '@vitrine/core'
import type { LinkQuery, PhotoContext } from '../../links.ts'
import { type PhotoCardView, toPhotoCards } from './photo-card.ts'
import type { ViewContext } from './view-context.ts'

/** A list of photos, one page of it: `PhotoListingView@1`. */
export interface PhotoListingView {
  readonly photos: readonly PhotoCardView[]
  readonly total: number
  /** `58 photos` */
  readonly count: string
  /** Address of the next page of the list. */
  readonly moreUrl: string | null
  /** On a later page: address of the first one. */
  readonly startUrl: string | null
  readonly sort: SortChoiceView | null
}

/** A form that orders the list anew. */
export interface SortChoiceView {
  readonly action: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[]
  /** What else the address holds. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

/** Orders offered to visitors. */
export const offeredSorts = [
  'takenAt',
  '-takenAt',
  '-addedAt',
  'fileName',
  '-fileName',
  '-rating',
  '-views',
] as const satisfies readonly PhotoSort[]
export type OfferedSort = (typeof offeredSorts)[number]

export const isOfferedSort = (value: unknown): value is OfferedSort => offeredSorts.includes(value as OfferedSort)

export const toPhotoListing = (
  page: Page<Photo>,
  options: {
    readonly within: PhotoContext
    /** Address of the list with a query added. */
    readonly url: (query: LinkQuery) => string
    readonly query?: LinkQuery
    /** `undefined`: no choice is offered. */
    readonly sort: OfferedSort | undefined
    readonly defaultSort: OfferedSort
    readonly isFirst: boolean
  },
  context: ViewContext,
): PhotoListingView => {
  const { sort, defaultSort, query = {}, url } = options
  const sortQuery = sort === undefined || sort === defaultSort ? {} : { sort }
  return {
    photos: toPhotoCards(page.items, { ...options.within, ...sortQuery }, context),
    total: page.total,
    count: context.t('count.photos', { count: page.total }),
    moreUrl: page.nextCursor === null ? null : url({ ...query, ...sortQuery, cursor: page.nextCursor }),
    startUrl: options.isFirst ? null : url({ ...query, ...sortQuery }),
    sort:
      sort === undefined || page.total < 2
        ? null
        : {
            action: url({}),
            hidden: Object.entries(query).map(([name, value]) => ({ name, value: String(value) })),
            options: offeredSorts.map((value) => ({
              value,
              label: context.t(`sort.${value}`),
              selected: value === sort,
            })),
          },
  }
}
