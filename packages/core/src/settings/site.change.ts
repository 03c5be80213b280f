import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { languageTag } from '../input/language-tag.ts'
import { line, prose, validate } from '../input/validate.ts'
import { transact } from '../transaction.ts'
import { deleteSetting, saveSetting } from './setting.store.ts'
import type { SitePatch } from './settings.types.ts'
import { aboutKey, languageKey, readSite, titleKey } from './site.store.ts'

const sitePatch = v.strictObject({
  title: v.optional(v.nullable(line(100))),
  language: v.optional(languageTag),
  about: v.optional(prose(10_000)),
})

/** Changes what every page is headed by. @throws {VitrineError} `INPUT_INVALID` */
export const changeSite = async ({ gallery, actor }: CallContext, input: SitePatch): Promise<void> => {
  const patch = validate(sitePatch, input)
  await transact(gallery, actor, async (unit) => {
    const before = await readSite(unit.db, gallery.options)
    if (patch.title === null) await deleteSetting(unit, titleKey)
    else if (patch.title !== undefined) await saveSetting(unit, titleKey, JSON.stringify(patch.title))
    if (patch.language !== undefined) await saveSetting(unit, languageKey, JSON.stringify(patch.language))
    const about = patch.about?.trim()
    if (about === '') await deleteSetting(unit, aboutKey)
    else if (about !== undefined) await saveSetting(unit, aboutKey, JSON.stringify(about))
    const after = await readSite(unit.db, gallery.options)
    if (Object.entries(after).every(([name, value]) => before[name as keyof typeof before] === value)) return
    unit.record({ subject: 'setting', id: 0, action: 'site', before: { ...before }, after: { ...after } })
  })
}
