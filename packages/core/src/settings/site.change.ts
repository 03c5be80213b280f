import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { line, validate } from '../input/validate.ts'
import { transact } from '../transaction.ts'
import { deleteSetting, saveSetting } from './setting.store.ts'
import type { SitePatch } from './settings.types.ts'
import { languageKey, readSite, titleKey } from './site.store.ts'

/** A tag as BCP 47 has it, in its usual letters: `de-at` is `de-AT`. */
const language = v.pipe(
  v.string('Must be text.'),
  v.maxLength(35, 'Must have 35 characters at most.'),
  v.check((value) => toLanguage(value) !== null, 'Must be a language such as en or de-AT.'),
  v.transform((value) => toLanguage(value) as string),
)

const toLanguage = (value: string): string | null => {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null
  } catch {
    return null
  }
}

const sitePatch = v.strictObject({
  title: v.optional(v.nullable(line(100))),
  language: v.optional(language),
})

/** Changes what every page is headed by. @throws {VitrineError} `INPUT_INVALID` */
export const changeSite = async ({ gallery, actor }: CallContext, input: SitePatch): Promise<void> => {
  const patch = validate(sitePatch, input)
  await transact(gallery, actor, async (unit) => {
    const before = await readSite(unit.db, gallery.options)
    if (patch.title === null) await deleteSetting(unit, titleKey)
    else if (patch.title !== undefined) await saveSetting(unit, titleKey, JSON.stringify(patch.title))
    if (patch.language !== undefined) await saveSetting(unit, languageKey, JSON.stringify(patch.language))
    const after = await readSite(unit.db, gallery.options)
    if (after.title === before.title && after.language === before.language) return
    unit.record({ subject: 'setting', id: 0, action: 'site', before: { ...before }, after: { ...after } })
  })
}
