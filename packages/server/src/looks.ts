import { createLanguages, type Languages } from './languages/languages.ts'
import type { Links } from './links.ts'
import type { ServerOptions } from './options.types.ts'
import { createThemeShelf, type ThemeShelf } from './themes/shelf.ts'

/** What pages are drawn with. Read when it is first asked for: a server without pages needs none of their files. */
export interface Looks {
  readonly languages: Languages
  readonly themes: ThemeShelf
}

export const createLooks = (
  {
    log,
    theme,
    themesFolder,
    overridesFolder,
    localesFolder,
  }: Pick<ServerOptions, 'log' | 'theme' | 'themesFolder' | 'overridesFolder' | 'localesFolder'>,
  links: Links,
): Looks => {
  let languages: Languages | undefined
  let themes: ThemeShelf | undefined
  const looks: Looks = {
    get languages() {
      languages ??= createLanguages({
        log,
        overridesFolder: overridesFolder ?? undefined,
        localesFolder: localesFolder ?? undefined,
      })
      return languages
    },
    get themes() {
      themes ??= createThemeShelf({
        theme,
        themesFolder: themesFolder ?? undefined,
        overridesFolder: overridesFolder ?? undefined,
        links,
        languages: looks.languages,
        log,
      })
      return themes
    },
  }
  return looks
}
