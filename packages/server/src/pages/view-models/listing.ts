import type { Page, Photo } from '@vitrine/core'
import type { LinkQuery, PhotoContext } from '../../links.ts'
import { type ListSort, sortChoices, sortQuery } from '../lists/sort-choices.ts'
import { type DensityChoice, type DensityView, toDensity } from './density.ts'
import { type PhotoCardView, toPhotoCards } from './photo-card.ts'
import { type Picker, type PickingView, toPicking } from './picking.ts'
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
  /** `null` where there is no picture to make larger. */
  readonly density: DensityView | null
  /** Whether the viewer may share any photo of this page. */
  readonly isShareable: boolean
  /** Ways to go on with all of the list, or with some of it. */
  readonly picking: PickingView | null
}

/** A form that orders the list anew. */
export interface SortChoiceView {
  readonly action: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[]
  /** What else the address holds. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

export interface ListingOptions {
  readonly within: PhotoContext
  /** Address of the list with a query added. */
  readonly url: (query: LinkQuery) => string
  /** What the address of the list holds besides the order. */
  readonly query?: LinkQuery
  /** `undefined`: no choice is offered. */
  readonly sort: ListSort | undefined
  /** Whether an order made by hand may be asked for. */
  readonly hasPositions?: boolean
  readonly isFirst: boolean
  readonly density: DensityChoice
  /** Left out: nothing is offered to go on with. */
  readonly picker?: Picker
}

export const toPhotoListing = (page: Page<Photo>, options: ListingOptions, context: ViewContext): PhotoListingView => {
  const { sort, query = {}, url } = options
  const chosen = sort === undefined ? {} : sortQuery(sort)
  return {
    photos: toPhotoCards(page.items, { ...options.within, ...chosen }, context),
    total: page.total,
    count: context.t('count.photos', { count: page.total }),
    moreUrl: page.nextCursor === null ? null : url({ ...query, ...chosen, cursor: page.nextCursor }),
    startUrl: options.isFirst ? null : url({ ...query, ...chosen }),
    density: page.items.length === 0 ? null : toDensity(options.density, context),
    isShareable: page.items.some((photo) => photo.capabilities.includes('share')),
    picking: options.picker ? toPicking(page.items, { ...options.within, ...chosen }, options.picker, context) : null,
    sort: sort === undefined || page.total < 2 ? null : toSortChoice(sort, options, context),
  }
}

const toSortChoice = (sort: ListSort, options: ListingOptions, { t }: ViewContext): SortChoiceView => {
  const { query = {}, url, hasPositions = false } = options
  const [current] = (sort ?? 'default').split(':')
  return {
    action: url({}).split('?')[0] ?? '',
    hidden: Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === null || value === false || value === '' ? [] : [{ name, value: String(value) }],
    ),
    options: sortChoices
      .filter((choice) => choice !== 'position' || hasPositions)
      .map((choice) => ({ value: choice, label: t(`sort.${choice}`), selected: choice === current })),
  }
}
