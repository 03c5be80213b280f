import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { customKey } from '../query/fields.ts'
import { toSearchKey } from '../text/search-key.ts'
import { transact } from '../transaction.ts'
import { changeField } from './field.change.ts'
import { toDefinitions } from './field.definitions.ts'
import { deleteField } from './field.delete.ts'
import { fieldChange, fieldDraft, fieldList } from './field.schema.ts'
import { selectFields } from './field.store.ts'
import type { CustomField, FieldsService } from './field.types.ts'
import { insertField } from './field.write.ts'

/** Most fields of photos, and of albums. */
const maxFields = 100

export const createFieldsService = (gallery: GalleryContext, actor: Actor): FieldsService => {
  const { read } = gallery.connections
  const get = async (id: number): Promise<CustomField> => {
    const field = isId(id) ? toDefinitions(await selectFields(read)).byId.get(id) : undefined
    if (!field) throw new VitrineError('FIELD_NOT_FOUND')
    return field
  }
  return {
    list: (options = {}) =>
      call(gallery, actor, async ({ rights }) => {
        const { subject } = validate(fieldList, options)
        return rights.fields.all.filter((field) => subject === undefined || field.subject === subject)
      }),

    get: (id) => call(gallery, actor, () => get(id)),

    create: (draft) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { subject, name, type, choices, ...given } = validate(fieldDraft, draft)
        if ((type === 'choice') !== (choices !== undefined))
          throw inputInvalid([
            { path: 'choices', message: type === 'choice' ? 'Must be given.' : 'Are for fields of type choice.' },
          ])
        const key = given.key ?? toKey(name)
        if (!customKey.test(key))
          throw inputInvalid([{ path: 'key', message: 'Must be given: none can be made from the name.' }])
        const id = await transact(gallery, actor, async (unit) => {
          const beside = (await selectFields(unit.db)).filter((field) => field.subject === subject)
          if (beside.length >= maxFields)
            throw inputInvalid([{ path: 'subject', message: `There are ${maxFields} such fields already.` }])
          const taken = new VitrineError('NAME_TAKEN', {
            details: { name: key },
            issues: [{ path: 'key', message: 'There is such a field already.' }],
          })
          if (beside.some((field) => field.key === key)) throw taken
          const position = Math.max(-1, ...beside.map((field) => field.position)) + 1
          const row = { subject, key, name, type, choices: choices ?? null, position }
          const created = await insertField(unit, row).catch((error: unknown) => {
            throw unit.dialect.isDuplicate(error) ? taken : error
          })
          unit.record({ subject: 'setting', id: created, action: 'field-created', after: row })
          unit.rightsChanged('people')
          return created
        })
        return get(id)
      }),

    update: (id, patch) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const change = validate(fieldChange, patch)
        if (!isId(id)) throw new VitrineError('FIELD_NOT_FOUND')
        await transact(gallery, actor, (unit) => changeField(unit, id, change))
        return get(id)
      }),

    delete: (id) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        if (!isId(id)) throw new VitrineError('FIELD_NOT_FOUND')
        await transact(gallery, actor, (unit) => deleteField(unit, id))
      }),
  }
}

const toKey = (name: string): string =>
  toSearchKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
