import type { AdminLibraryView } from './admin-library.ts'
import type { AlbumView } from './album.ts'
import type { ErrorView, SetUpView, SignInView } from './forms.ts'
import type { HomeView } from './home.ts'
import type { PhotoView } from './photo.ts'
import type { SearchView } from './search.ts'
import type { TagPageView, TagsView } from './tags.ts'

/** The template of each page and the view model it is given. */
export interface PageViews {
  readonly home: HomeView
  readonly album: AlbumView
  readonly photo: PhotoView
  readonly tags: TagsView
  readonly tag: TagPageView
  readonly search: SearchView
  readonly 'sign-in': SignInView
  readonly 'set-up': SetUpView
  readonly 'admin-library': AdminLibraryView
  readonly error: ErrorView
}

export type PageName = keyof PageViews
