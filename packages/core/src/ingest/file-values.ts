import type { FieldDefinitions } from '../fields/field.definitions.ts'
import type { CustomField } from '../fields/field.types.ts'
import type { CheckedValue } from '../fields/field.values.ts'
import { maxFieldTextLength, toFieldValue, toFlag } from '../fields/field-value.ts'
import { toWrittenDate } from '../metadata/dates.ts'
import { toNumber } from '../metadata/text.ts'
import type { MediaMetadata } from '../metadata/types.ts'
import { cutText } from '../text/cut.ts'

/** Values of custom fields as a file has them; what is no value of its field is left out. */
export const fileValuesOf = ({ byKey }: FieldDefinitions, { custom }: Pick<MediaMetadata, 'custom'>): CheckedValue[] =>
  Object.entries(custom).flatMap(([key, texts]) => {
    const field = byKey.photo.get(key)
    const checked = field && texts.length > 0 ? toFieldValue(field, fromTexts(field, texts)) : null
    return field && checked && 'value' in checked && checked.value !== null ? [{ field, value: checked.value }] : []
  })

const fromTexts = ({ type }: CustomField, texts: readonly string[]): unknown => {
  const [first = ''] = texts
  if (type === 'number') return toNumber(first)
  if (type === 'boolean') return toFlag(first)
  if (type === 'date') return toWrittenDate(first)?.local.slice(0, 10) ?? null
  return type === 'choice' ? first : cutText(texts.join(', '), maxFieldTextLength)
}

/** What people gave, and the file's own values for the other fields. */
export const withFileValues = (
  given: readonly CheckedValue[],
  fields: FieldDefinitions | undefined,
  metadata: MediaMetadata,
): CheckedValue[] => {
  const keys = new Set(given.map(({ field }) => field.key))
  return [...given, ...(fields ? fileValuesOf(fields, metadata).filter(({ field }) => !keys.has(field.key)) : [])]
}
