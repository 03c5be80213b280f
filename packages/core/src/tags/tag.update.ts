import type { CallContext } from '../context.ts'
import { transact } from '../transaction.ts'
import { changeTranslations, type TranslationsChange } from '../translations/change-translations.ts'
import { mainLanguage } from '../translations/main-language.ts'
import type { TagText, TranslationsPatch } from '../translations/translation.types.ts'
import { indexLater } from './tag.index.ts'
import { toStoredKey } from './tag.key.ts'
import { selectPhotosWith } from './tag.links.ts'
import { deleteSynonyms, insertSynonyms, renameTag, selectSynonyms, toSynonyms } from './tag.names.ts'
import { lockTag, lockTagPlace } from './tag.place.ts'
import { translatedNames } from './tag.translations.ts'

interface Patch {
  name?: string | undefined
  keepOldName: boolean
  parentId?: number | null | undefined
  synonyms?: readonly string[] | undefined
  translations?: TranslationsPatch<TagText> | undefined
}

export const updateTag = async (context: CallContext, id: number, patch: Patch): Promise<void> => {
  const { gallery, actor } = context
  const main = patch.translations ? await mainLanguage(context) : null
  return transact(gallery, actor, async (unit) => {
    const row = await lockTag(unit, id)
    const before: Record<string, unknown> = {}
    const after: Record<string, unknown> = {}

    const { parentId } = patch
    if (parentId !== undefined && parentId !== row.parent_id) {
      await lockTagPlace(unit, { id, parentId })
      await unit.db.updateTable('tags').set({ parent_id: parentId }).where('id', '=', id).execute()
      unit.record({ subject: 'tag', id, action: 'moved', before: { parentId: row.parent_id }, after: { parentId } })
    }

    const name = patch.name ?? row.name
    const key = toStoredKey(name)
    const known = await selectSynonyms(unit, [id])
    const translations = patch.translations ? changeTranslations<TagText>(row, patch.translations, main) : null
    const [formerly, translated] = [
      row,
      { name, translations: translations ? translations.stored : row.translations },
    ].map(translatedNames) as [Map<string, string>, Map<string, string>]
    const wanted = patch.synonyms
      ? toSynonyms(patch.synonyms)
      : new Map([...known].filter(([other]) => !formerly.has(other)))
    if (name !== row.name) {
      if (patch.keepOldName && key !== row.name_key) wanted.set(row.name_key, row.name)
      // A synonym that becomes the name is one no longer, unless somebody asks for both.
      if (!patch.synonyms) wanted.delete(key)
      before.name = row.name
      after.name = name
    }
    // A name in another language is another name: whoever writes it means this tag.
    for (const [other, text] of translated) if (!wanted.has(other)) wanted.set(other, text)
    if (translations) {
      before.translations = translations.before
      after.translations = translations.after
      await unit.db.updateTable('tags').set({ translations: translations.stored }).where('id', '=', id).execute()
    }
    const isSame = (other: string) => known.get(other) === wanted.get(other)
    const removed = [...known.keys()].filter((other) => !isSame(other))
    const added = new Map([...wanted].filter(([other]) => !isSame(other)))
    if (removed.length + added.size > 0) {
      before.synonyms = [...known.values()]
      after.synonyms = [...wanted.values()]
    }
    await deleteSynonyms(unit, removed)
    if (name !== row.name) await renameTag(unit, row, name)
    await insertSynonyms(unit, { id, key }, added, (other) => pathOf(translations?.after, other))

    if (Object.keys(after).length === 0) return
    unit.record({ subject: 'tag', id, action: 'updated', before, after })
    if (name !== row.name)
      unit.after.defer('tag.renamed', { changes: [{ id, before: row.name, after: name }] }, { actor })
    await indexLater(unit, await selectPhotosWith(unit, id))
  })
}

/** Where a name was written: among those in other languages, or among the others. */
const pathOf = (translations: TranslationsChange['after'] | undefined, key: string): string => {
  const language = Object.entries(translations ?? {}).find(([, { name }]) => name && toStoredKey(name) === key)?.[0]
  return language === undefined ? 'synonyms' : `translations.${language}.name`
}
