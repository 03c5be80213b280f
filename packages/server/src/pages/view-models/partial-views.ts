import type { AccountNav } from './account/nav.ts'
import type { PasskeyFormView } from './account/passkey-forms.ts'
import type { EnrolmentView } from './account/second-factor.ts'
import type { CommentRowView } from './admin/comments.ts'
import type { ManageNav } from './admin/manage.ts'
import type { ThemeFieldView } from './admin/theme-fields.ts'
import type { CrumbView } from './album.ts'
import type { AlbumCardView } from './album-card.ts'
import type { CommentFormView, CommentsView } from './comments.ts'
import type { FormField, FormView } from './form-page.ts'
import type { FrameView } from './frame.ts'
import type { TabView } from './list.ts'
import type { PhotoListingView, SortChoiceView } from './listing.ts'
import type { LogoView } from './logo.ts'
import type { PageName } from './page-views.ts'
import type { PhotoView } from './photo.ts'
import type { PhotoCardView } from './photo-card.ts'
import type { RelatedBlockView } from './related.ts'
import type { FilterView } from './search.ts'
import type { LinkListView } from './share.ts'
import type { ToolView } from './tools.ts'

/** What stands around a page. */
export type LayoutView = FrameView & { readonly page: PageName }

/** In place of a list without anything in it. */
export interface EmptyView {
  readonly title: string
  readonly text: string
  readonly signInUrl?: string | null
  readonly link?: string
  readonly linkUrl?: string
  readonly tagsUrl?: string
}

/** Fields of several kinds in one template: what only some kinds have is looked for in all. */
type Loose<T, Keys extends PropertyKey = T extends unknown ? keyof T : never> = T extends unknown
  ? T & { readonly [K in Exclude<Keys, keyof T>]?: undefined }
  : never

/** What the partials of the themes are given, by the names they are called by. Those of single pages are not among them. */
export interface PartialViews {
  readonly accountNav: AccountNav
  readonly albumCard: AlbumCardView
  readonly albums: { readonly albums: readonly AlbumCardView[]; readonly moreAlbumsUrl: string | null }
  readonly breadcrumbs: readonly CrumbView[]
  readonly commentForm: CommentFormView
  readonly commentRow: CommentRowView
  readonly comments: CommentsView | null
  readonly empty: EmptyView
  readonly enrolment: EnrolmentView
  readonly filter: FilterView
  readonly form: Omit<FormView, 'title' | 'lead'>
  readonly formField: { readonly field: Loose<FormField>; readonly formId: string }
  readonly grid: Pick<PhotoListingView, 'photos' | 'moreUrl' | 'startUrl' | 'picking'>
  readonly header: LayoutView
  readonly linkList: LinkListView
  readonly manageNav: ManageNav
  readonly logo: LogoView
  readonly mark: object
  readonly passkeyForm: PasskeyFormView
  readonly photoCard: PhotoCardView
  readonly photoStrip: Pick<PhotoView, 'strip'>
  readonly related: RelatedBlockView | null
  readonly sort: SortChoiceView
  readonly tabs: { readonly label: string; readonly items: readonly TabView[] }
  readonly themeField: Loose<ThemeFieldView>
  readonly tools: readonly ToolView[]
  readonly viewing: Pick<FrameView, 'viewing' | 'csrfToken'>
}
