import type * as v from 'valibot'
import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import { indexLater } from '../tags/tag.index.ts'
import type { Unit } from '../transaction.ts'
import type { fieldChange } from './field.schema.ts'
import { selectFields, selectPhotosWith } from './field.store.ts'
import type { CustomField } from './field.types.ts'
import { lockField, setPositions } from './field.write.ts'
import { toChoiceKey, toStored } from './field-value.ts'

type Change = v.InferOutput<typeof fieldChange>

/** Renames a field, moves it, or gives it other choices. */
export const changeField = async (unit: Unit, id: number, change: Change): Promise<void> => {
  const field = await lockField(unit, id)
  const { name = field.name, choices, position } = change
  if (choices && field.type !== 'choice')
    throw inputInvalid([{ path: 'choices', message: 'Are for fields of type choice.' }])
  if (change.replace && !choices) throw inputInvalid([{ path: 'replace', message: 'Needs choices.' }])
  if (choices) await changeChoices(unit, field, choices, change.replace ?? {})
  await unit.db
    .updateTable('custom_fields')
    .set({ name, ...(choices ? { choices: JSON.stringify(choices) } : {}) })
    .where('id', '=', id)
    .execute()
  if (position !== undefined) {
    const ids = (await selectFields(unit.db)).filter((each) => each.subject === field.subject).map((each) => each.id)
    const rest = ids.filter((each) => each !== id)
    await setPositions(unit, rest.toSpliced(Math.min(position, rest.length), 0, id))
  }
  unit.record({
    subject: 'setting',
    id,
    action: 'field-updated',
    before: { name: field.name, choices: field.choices, position: field.position },
    after: { name, choices: choices ?? field.choices, position: position ?? field.position },
  })
  unit.rightsChanged('people')
}

/** Values whose choice is gone take the one that replaces it, those whose choice is spelled otherwise its new spelling. */
const changeChoices = async (
  unit: Unit,
  field: CustomField,
  choices: readonly string[],
  replace: Readonly<Record<string, string>>,
): Promise<void> => {
  const spelling = new Map(choices.map((choice) => [toChoiceKey(choice), choice]))
  const issues: Issue[] = []
  const heirs = new Map<string, string>()
  for (const [choice, heir] of Object.entries(replace)) {
    const known = spelling.get(toChoiceKey(heir))
    if (known === undefined) issues.push({ path: `replace.${choice}`, message: 'Must be one of the choices.' })
    else heirs.set(toChoiceKey(choice), known)
  }
  if (issues.length > 0) throw inputInvalid(issues)

  const table = field.subject === 'photo' ? 'photo_fields' : 'album_fields'
  const changed = (field.choices ?? []).filter((choice) => spelling.get(toChoiceKey(choice)) !== choice)
  if (changed.length === 0) return
  const used = await unit.db
    .selectFrom(table)
    .select('text_key')
    .distinct()
    .where('field_id', '=', field.id)
    .where('text_key', 'in', changed.map(toChoiceKey))
    .execute()
  const inUse = new Set(used.map((row) => row.text_key))
  const moves = changed
    .filter((choice) => inUse.has(toChoiceKey(choice)))
    .map((choice) => ({ choice, heir: spelling.get(toChoiceKey(choice)) ?? heirs.get(toChoiceKey(choice)) }))
  const orphans = moves.filter(({ heir }) => heir === undefined)
  if (orphans.length > 0)
    throw inputInvalid(
      orphans.map(({ choice }) => ({ path: `replace.${choice}`, message: 'Is in use: say what takes its place.' })),
    )
  const photoIds =
    field.subject === 'photo'
      ? await selectPhotosWith(
          unit.db,
          field.id,
          moves.map(({ choice }) => toChoiceKey(choice)),
        )
      : []
  for (const { choice, heir } of moves)
    await unit.db
      .updateTable(table)
      .set(toStored(heir as string))
      .where('field_id', '=', field.id)
      .where('text_key', '=', toChoiceKey(choice))
      .execute()
  await indexLater(unit, photoIds)
}
