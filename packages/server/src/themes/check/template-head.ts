import type { ThemeSetting } from '../theme-settings.ts'

/** `partials/photo-card` is `photoCard`; `null` for pages. */
export const toPartialName = (name: string): string | null =>
  name.startsWith('partials/')
    ? name.slice('partials/'.length).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    : null

/** The helpers that templates name without `it`. */
const helpers =
  't, number, date, url, asset, onDemand, icon, img, json, lines, lang, slot, partial, styles, scripts, pageScripts, pageStyles, fonts'

/** Type of `it` in a template. Of partials that only single pages call, and of pages that nobody knows, nothing is known. */
const modelOf = (name: string): string => {
  if (name === 'layout') return 'types.LayoutModel<Values>'
  const partial = toPartialName(name)
  if (partial !== null) return `Model<'${partial}'>`
  const page = /^(album|photo)-(?!(?:files|texts)$)/.exec(name)?.[1] ?? name
  return `Page<'${page}'>`
}

const typeOf = (setting: ThemeSetting): string => {
  if (setting.type === 'number' || setting.type === 'boolean') return setting.type
  return setting.type === 'choice' ? setting.options.map(({ value }) => JSON.stringify(value)).join(' | ') : 'string'
}

/** The lines before the code of a template: what it may name, and of which types. */
export const toHead = (
  name: string,
  { partials, settings }: { readonly partials: readonly string[]; readonly settings: readonly ThemeSetting[] },
): string =>
  [
    `import type * as types from './template-types.ts'`,
    `type Values = { ${settings.map((setting) => `${setting.name}: ${typeOf(setting)}`).join('; ')} }`,
    `type Model<P extends string> = P extends keyof types.PartialViews ? types.PartialModel<P, Values> : any`,
    `type Page<P extends string> = P extends types.PageName ? types.PageModel<P, Values> : any`,
    `type Partials = { ${partials.map((partial) => `${partial}: (model: Model<'${partial}'>) => types.SafeHtml`).join('; ')} }`,
    `declare const helpers: Omit<types.TemplateHelpers, 'partial'> & { partial: Partials }`,
    `declare const print: (value: unknown) => void`,
    `declare const raw: (value: types.SafeHtml) => void`,
    `const { ${helpers} } = helpers`,
    `export const template = (it: ${modelOf(name)}): void => {`,
  ].join('\n')
