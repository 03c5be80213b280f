import type { Disposer, Hooks } from '@vitrine/core'
import { toTitle } from './to-title.ts'

export interface TitleFromFileNameOptions {
  /** Makes the title; `null` leaves the photo without one. Default {@link toTitle}. */
  readonly toTitle?: (fileName: string) => string | null
}

/**
 * Gives photos without a title one made of their file's name. A title from the file's metadata, or one that was typed, stays.
 *
 * @returns A function that takes a gallery's hooks, and returns one that ends it; titles given stay.
 * @example
 * const stop = titleFromFileName()(gallery.hooks)
 */
export const titleFromFileName =
  (options: TitleFromFileNameOptions = {}): ((hooks: Pick<Hooks, 'filter'>) => Disposer) =>
  (hooks) =>
    hooks.filter(
      'photo.adding',
      (payload) => {
        const { draft } = payload
        if (draft.title !== null && draft.title.trim() !== '') return payload
        const title = (options.toTitle ?? toTitle)(draft.fileName)
        return title === null ? payload : { ...payload, draft: { ...draft, title } }
      },
      // After others, so that whoever knows better than the name of a file goes first.
      { owner: 'title-from-file-name', priority: 90 },
    )
