import { type Appearance, inputInvalid, type LogoPicture, VitrineError } from '@vitrine/core'
import type { Contract, SiteLogo, Theme } from '@vitrine/sdk/contract'
import type { ServerContext } from '../../context.ts'
import { deleteTheme } from '../../themes/delete-theme.ts'
import type { InstalledTheme } from '../../themes/installed.ts'
import { checkValues } from '../../themes/read-values.ts'
import type { ThemeShelf } from '../../themes/shelf.ts'
import { requireOwnRules } from '../../themes/site-css.ts'
import { siteFilesOf } from '../../themes/site-files.ts'
import type { Handlers } from '../handler.types.ts'

const toTheme = (theme: InstalledTheme, appearance: Appearance, themes: ThemeShelf): Theme => {
  const { name, title, description, author, version, parent, isBundled, fault, facts } = theme
  return {
    name,
    title,
    description,
    author,
    version,
    parent,
    isBundled,
    isActive: themes.open([appearance.theme], appearance).view.name === name,
    isOffered: appearance.offered.includes(name),
    fault,
    modes: [...(facts?.modes ?? [])],
    palettes: [...(facts?.palettes ?? [])].map(([palette, about]) => ({ name: palette, title: about.title })),
    settings: (facts?.settings ?? []).map((setting) => ({
      name: setting.name,
      type: setting.type,
      title: setting.title,
      description: setting.description ?? null,
      default: setting.default,
      min: setting.type === 'number' ? setting.min : null,
      max: setting.type === 'number' ? setting.max : null,
      options:
        setting.type === 'choice'
          ? setting.options.map((option) => ({ value: option.value, title: option.title }))
          : [],
    })),
    values: { ...appearance.values[name] },
  }
}

const toSiteLogo = async (logo: Appearance['logo'], { themes, gallery }: ServerContext): Promise<SiteLogo> => {
  const files = siteFilesOf(gallery)
  const picture = async (one: LogoPicture | null | undefined) =>
    one ? { url: await themes.siteFile('logo.png', one.digest, files), width: one.widthPx, height: one.heightPx } : null
  return {
    light: await picture(logo?.light),
    dark: await picture(logo?.dark),
    withTitle: logo?.withTitle ?? false,
  }
}

const find = (themes: ThemeShelf, name: string): InstalledTheme => {
  const theme = themes.installed().find((one) => one.name === name)
  if (!theme || theme.isHidden) throw new VitrineError('THEME_NOT_FOUND')
  return theme
}

export const themes = {
  list: async ({ gallery, context: { themes } }) => {
    const appearance = await gallery.appearance()
    const shown = themes.installed().filter(({ isHidden }) => !isHidden)
    return { items: shown.map((theme) => toTheme(theme, appearance, themes)) }
  },
  get: async ({ gallery, context: { themes } }, { name }) => {
    return toTheme(find(themes, name), await gallery.appearance(), themes)
  },
  update: async ({ gallery, context: { themes } }, { name, isActive, isOffered, values }) => {
    const theme = find(themes, name)
    if (!theme.facts) throw new VitrineError('THEME_NOT_FOUND')
    const { offered } = await gallery.appearance()
    const appearance = await gallery.settings.setAppearance({
      ...(isActive ? { theme: name } : {}),
      ...(isOffered === undefined
        ? {}
        : { offered: [...offered.filter((one) => one !== name), ...(isOffered ? [name] : [])] }),
      ...(values ? { values: { [name]: checked(theme.facts, values) } } : {}),
    })
    return toTheme(theme, appearance, themes)
  },
  delete: async ({ gallery, context }, { name }) => {
    await deleteTheme(find(context.themes, name), gallery, context)
    return undefined
  },
  css: async ({ gallery }) => ({ ...(await gallery.settings.siteCss()) }),
  setCss: async ({ gallery }, { css }) => {
    requireOwnRules(css)
    return { ...(await gallery.settings.setSiteCss(css)) }
  },
  undoCss: async ({ gallery }) => ({ ...(await gallery.settings.undoSiteCss()) }),
  logo: async ({ gallery, context }) => toSiteLogo((await gallery.appearance()).logo, context),
  setLogo: async ({ gallery, context }, { light, dark, withTitle }) => {
    const picture = (base64: string | null | undefined) =>
      typeof base64 === 'string' ? Buffer.from(base64, 'base64') : base64
    return toSiteLogo(
      await gallery.settings.setLogo({ light: picture(light), dark: picture(dark), withTitle }),
      context,
    )
  },
} satisfies Handlers<Contract['themes']>

/** @throws {VitrineError} `INPUT_INVALID` with every value that the theme does not take */
const checked = (facts: NonNullable<InstalledTheme['facts']>, given: Readonly<Record<string, unknown>>) => {
  const { values, faults } = checkValues(facts, given)
  if (faults.size > 0) throw inputInvalid([...faults].map(([name, message]) => ({ path: `values.${name}`, message })))
  return values
}
