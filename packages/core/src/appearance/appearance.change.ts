import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { readSetting, saveSetting } from '../settings/setting.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { appearanceKey, cssDigest, siteCssKey, toAppearance, toSiteCss } from './appearance.store.ts'
import type { Appearance, AppearancePatch, SiteCss } from './appearance.types.ts'
import { themeChoice, themeName } from './theme-choice.ts'

/** A style sheet of more is no longer a few rules beside a theme. */
export const maxSiteCssBytes = 64 * 1024

const value = v.union(
  [v.pipe(v.string(), v.maxLength(2_000)), v.pipe(v.number(), v.finite()), v.boolean()],
  'Must be text, a number, true or false.',
)
const values = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'Must be the name of a setting.')), value),
  v.check((entries) => Object.keys(entries).length <= 100, 'Must have 100 entries at most.'),
)
const appearancePatch = v.strictObject({
  theme: v.optional(v.nullable(themeChoice)),
  offered: v.optional(
    v.pipe(
      v.array(themeName, 'Must be a list.'),
      v.maxLength(50, 'Must have 50 entries at most.'),
      v.transform((names) => [...new Set(names)]),
    ),
  ),
  values: v.optional(v.record(themeName, v.nullable(values))),
})

export const readAppearance = async (unit: Unit): Promise<Appearance> =>
  toAppearance((await readSetting(unit.db, appearanceKey)) ?? undefined)

/** @throws {VitrineError} `INPUT_INVALID` */
export const changeAppearance = async (
  { gallery, actor }: CallContext,
  input: AppearancePatch,
): Promise<Appearance> => {
  const patch = validate(appearancePatch, input)
  return transact(gallery, actor, async (unit) => {
    const before = await readAppearance(unit)
    const changed = new Map(Object.entries(before.values))
    for (const [theme, given] of Object.entries(patch.values ?? {})) {
      if (given === null || Object.keys(given).length === 0) changed.delete(theme)
      else changed.set(theme, given)
    }
    const after: Appearance = {
      theme: patch.theme === undefined ? before.theme : patch.theme,
      offered: patch.offered ?? before.offered,
      values: Object.fromEntries(changed),
      css: before.css,
      logo: before.logo,
    }
    await saveAppearance(unit, before, after)
    return after
  })
}

export const saveAppearance = async (unit: Unit, before: Appearance, after: Appearance): Promise<void> => {
  if (JSON.stringify(before) === JSON.stringify(after)) return
  await saveSetting(unit, appearanceKey, JSON.stringify(after))
  unit.record({ subject: 'setting', id: 0, action: 'appearance', before: { ...before }, after: { ...after } })
}

/** @throws {VitrineError} `INPUT_INVALID` for more than 64 KiB */
export const changeSiteCss = async (
  { gallery, actor }: CallContext,
  change: { readonly css: string } | 'undo',
): Promise<SiteCss> => {
  if (change !== 'undo' && Buffer.byteLength(change.css) > maxSiteCssBytes)
    throw inputInvalid([{ path: 'css', message: `Must have ${maxSiteCssBytes / 1024} KiB at most.` }])
  return transact(gallery, actor, async (unit) => {
    const stored = toSiteCss(await readSetting(unit.db, siteCssKey))
    const css = change === 'undo' ? stored.before : change.css
    if (css === null || css === stored.css) return stored
    // To undo is a change like any other: it can be undone.
    const next: SiteCss = { css, before: stored.css }
    await saveSetting(unit, siteCssKey, JSON.stringify(next))
    const before = await readAppearance(unit)
    await saveAppearance(unit, before, { ...before, css: cssDigest(css) })
    return next
  })
}
