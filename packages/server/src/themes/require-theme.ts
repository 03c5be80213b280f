import { inputInvalid } from '@vitrine/core'
import { fromChoice } from './choice.ts'
import type { ThemeShelf } from './shelf.ts'

/**
 * The core keeps names of themes without knowing them: here they are known.
 *
 * @param offered - Those there are to choose from; `null`: all.
 * @throws {VitrineError} `INPUT_INVALID` for one that cannot be chosen
 */
export const requireTheme = (
  themes: Pick<ThemeShelf, 'usable'>,
  theme: string | null | undefined,
  offered: readonly string[] | null,
): void => {
  if (theme === null || theme === undefined) return
  const choice = themes.usable(theme)
  if (choice !== null && fromChoice(choice) === theme && (offered === null || offered.includes(choice.name))) return
  throw inputInvalid([
    { path: 'theme', message: offered === null ? 'There is no such theme.' : 'Is not among the themes on offer.' },
  ])
}
