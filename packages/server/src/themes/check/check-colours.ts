import { factsOf } from '../facts.ts'
import type { ThemeSource } from '../manifest.ts'
import { weakContrasts, withPalette } from '../tokens.ts'
import type { Finding } from './finding.ts'

/** Contrasts of the colours of a theme, and of each of its palettes, against WCAG 2.2 AA. */
export const checkColours = (chain: readonly ThemeSource[]): Finding[] => {
  const facts = factsOf(chain)
  const own = chain[0]?.palettes ?? new Map()
  // Palettes of a parent are the parent's; its colours are drawn with nevertheless.
  const looked: [string, string | null][] = [
    ['styles', null],
    ...[...own.keys()].map((name): [string, string] => [`variants/${name}.json`, name]),
  ]
  return looked.flatMap(([file, palette]) =>
    weakContrasts(
      withPalette(facts.tokens, palette === null ? null : (facts.palettes.get(palette) ?? null)),
      facts.modes,
    ).map(
      ({ mode, text, on, ratio, needed }): Finding => ({
        severity: 'error',
        rule: 'contrast',
        file,
        line: null,
        message: `--${text} on --${on}, ${mode}: ${ratio.toFixed(2)} to 1, where ${needed} are needed.`,
      }),
    ),
  )
}
