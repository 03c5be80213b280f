import type { CrumbView } from './album.ts'
import type { PhotoCardView } from './photo-card.ts'
import type { PickFormView } from './picking.ts'

/** `SelectView@1`: photos of a list with boxes to tick, for browsers without script. */
export interface SelectView extends PickFormView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly error: string | null
  readonly cards: readonly PhotoCardView[]
  /** Those that are ticked when the page comes. */
  readonly picked: ReadonlySet<number>
  /** Chosen on other pages. */
  readonly kept: readonly number[]
  readonly keptText: string | null
  /** What the address of the list holds. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly action: string
  readonly nextCursor: string | null
}
