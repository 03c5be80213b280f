import type { CrumbView } from './album.ts'
import type { FormView } from './form-page.ts'

/** `ArchiveView@1`: all photos of a list, to be downloaded together. */
export interface ArchiveView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly facts: readonly string[]
  /** `null`: there is nothing to download. */
  readonly form: FormView | null
}
