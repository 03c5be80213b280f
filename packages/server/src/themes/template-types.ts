import type { PageName, PageViews } from '../pages/view-models/page-views.ts'
import type { LayoutView, PartialViews } from '../pages/view-models/partial-views.ts'
import type { ThemeView } from '../pages/view-models/theme.ts'
import type { TemplateHelpers } from './helpers.ts'
import type { SafeHtml } from './safe-html.ts'

export type { PageName, PartialViews, SafeHtml, TemplateHelpers }

/** What a theme's own settings are called, and what values they have. */
type Themed<Values> = { readonly theme: Omit<ThemeView, 'values'> & { readonly values: Readonly<Values> } }

/** What templates are given as `it`; `vitrine theme check` holds each against it. */
export type PageModel<P extends PageName, Values> = PageViews[P] & Themed<Values>
export type LayoutModel<Values> = Omit<LayoutView, 'theme'> &
  Themed<Values> & { readonly view: PageViews[PageName]; readonly body: SafeHtml }
/** Those that stand around the page know its frame. */
export type PartialModel<P extends keyof PartialViews, Values> = P extends 'header'
  ? Omit<LayoutView, 'theme'> & Themed<Values>
  : PartialViews[P]
