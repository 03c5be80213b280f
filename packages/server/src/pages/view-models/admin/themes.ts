import type { Appearance } from '@vitrine/core'
import type { InstalledTheme } from '../../../themes/installed.ts'
import type { FormView } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'
import type { ThemeFieldView } from './theme-fields.ts'

/** `AdminThemesView@1` */
export interface AdminThemesView extends Managed {
  readonly notice: string | null
  readonly error: string | null
  readonly csrfToken: string | null
  /** What is drawn with where nobody chose a theme yet. */
  readonly note: string | null
  readonly themes: readonly {
    readonly name: string
    readonly title: string
    readonly description: string
    readonly about: string
    readonly parent: string | null
    readonly fault: string | null
    readonly isActive: boolean
    readonly screenshotUrl: string | null
    readonly previewUrl: string | null
    readonly settingsUrl: string | null
    readonly activateUrl: string | null
    readonly deleteUrl: string | null
  }[]
  readonly offered: FormView | null
  readonly logoUrl: string
  readonly cssUrl: string
  readonly rereadUrl: string
}

/** `AdminThemeView@1`: the settings of one theme. */
export interface AdminThemeView extends Managed {
  readonly title: string
  readonly description: string
  readonly breadcrumbs: readonly { readonly name: string; readonly url: string | null }[]
  readonly notice: string | null
  readonly error: string | null
  readonly csrfToken: string | null
  readonly action: string
  readonly resetUrl: string
  readonly previewUrl: string
  readonly fields: readonly ThemeFieldView[]
  /** What to know about the values that were chosen. */
  readonly warnings: readonly string[]
}

export const toThemesView = (
  state: {
    readonly installed: readonly InstalledTheme[]
    /** Of the theme that everybody sees. */
    readonly active: string
    readonly appearance: Appearance
    readonly csrfToken: string | null
    readonly notice: string | null
    readonly error: string | null
  },
  context: ViewContext,
): AdminThemesView => {
  const { links, t } = context
  const { installed, active, appearance, csrfToken } = state
  const titles = new Map(installed.map(({ name, title }) => [name, title]))
  const shown = installed.filter(({ isHidden }) => !isHidden)
  const choices = shown.filter(({ fault }) => fault === null)
  return {
    nav: toManageNav('themes', context),
    notice: state.notice,
    error: state.error,
    csrfToken,
    note: appearance.theme === null ? t('mthemes.fixed') : null,
    themes: shown.map((theme) => {
      const path = (more: string) => links.path(`/admin/themes/${theme.name}${more}`)
      const isActive = theme.name === active
      const isUsable = theme.fault === null
      return {
        name: theme.name,
        title: theme.title,
        description: theme.description,
        about: t('mthemes.about', { version: theme.version, author: theme.author }),
        parent:
          theme.parent === null || theme.parent === 'base'
            ? null
            : t('mthemes.parent', { title: titles.get(theme.parent) ?? theme.parent }),
        fault: theme.fault,
        isActive,
        screenshotUrl: theme.screenshot ? path('/screenshot') : null,
        previewUrl: isUsable && !isActive ? links.homeUrl({ theme: theme.name }) : null,
        settingsUrl: isUsable ? path('') : null,
        activateUrl: isUsable && !isActive ? path('/activate') : null,
        deleteUrl: theme.isBundled || isActive ? null : path('/delete'),
      }
    }),
    offered:
      choices.length === 0
        ? null
        : {
            id: 'offered',
            title: t('mthemes.offered'),
            lead: t('mthemes.offered.lead'),
            method: 'post',
            action: links.path('/admin/themes/offered'),
            csrfToken,
            error: null,
            fields: [
              {
                kind: 'checks',
                name: 'theme',
                label: t('mthemes.offered.label'),
                options: choices.map(({ name, title }) => ({
                  value: name,
                  label: title,
                  isSelected: appearance.offered.includes(name),
                })),
              },
            ],
            submit: t('manage.save'),
          },
    logoUrl: links.path('/admin/themes/logo'),
    cssUrl: links.path('/admin/themes/css'),
    rereadUrl: links.path('/admin/themes/reread'),
  }
}
