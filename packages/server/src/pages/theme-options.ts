import type { Appearance } from '@vitrine/core'
import type { PagesContext } from './page-context.ts'
import type { OptionView } from './view-models/form-page.ts'

/**
 * Themes and their palettes to choose from, after “as usual”; empty where there is nothing to choose.
 *
 * @param appearance - Those that are offered to everybody; `null`: all that can be used.
 * @param now - What is chosen, which is kept to be seen even where it cannot be used any more.
 */
export const themeOptions = (
  { server: { themes }, t }: Pick<PagesContext, 'server' | 't'>,
  appearance: Pick<Appearance, 'offered'> | null,
  now: string | null,
): OptionView[] => {
  const usable = themes
    .installed()
    .filter(
      ({ name, isHidden, facts }) => facts && !isHidden && (appearance === null || appearance.offered.includes(name)),
    )
  if (usable.length === 0) return []
  const options = usable.flatMap(({ name, title, facts }) => [
    { value: name, label: title },
    ...[...(facts?.palettes ?? [])].map(([palette, about]) => ({
      value: `${name}:${palette}`,
      label: t('mthemes.withPalette', { title, palette: about.title }),
    })),
  ])
  const isKnown = now === null || options.some(({ value }) => value === now)
  return [
    { value: '', label: t(appearance === null ? 'mthemes.asAbove' : 'mthemes.asGallery') },
    ...(isKnown ? [] : [{ value: now, label: t('mthemes.gone', { name: now }) }]),
    ...options,
  ].map((option) => ({ ...option, isSelected: option.value === (now ?? '') }))
}
