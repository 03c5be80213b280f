/** Names of the form's entries of a custom field: values as they stand behind `field.KEY:`, and what is typed. */
export const fieldEntry = {
  value: (key: string) => `field.${key}`,
  text: (key: string) => `fieldText.${key}`,
  from: (key: string) => `fieldFrom.${key}`,
  to: (key: string) => `fieldTo.${key}`,
}

/** “No value” as an entry of the form, where an empty one asks for nothing. Nothing else is written like this. */
export const noValue = '""'

/** The value that asks for a text somewhere in the field's; `null` where nothing is typed. */
export const toContains = (typed: string): string | null => {
  const text = typed.replace(/["\s]+/g, ' ').trim()
  if (text.replaceAll('*', '') === '') return null
  // One word in quotes is that whole word; several, or what would mean something else, are a phrase.
  const isPhrase = /^".*"$/.test(typed) || /[\s()]|\.\./.test(text)
  return isPhrase ? `"${text}"` : `*${text.replace(/^\*+|\*+$/g, '')}*`
}

/** What has to be typed for a value; `null` where none of it leads there. */
export const fromContains = (value: string): string | null =>
  [value.slice(1, -1), value].find((typed) => toContains(typed) === value) ?? null

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isFinite(date.getTime()) && date.toISOString().startsWith(text)
}

/** Figures have so many digits in the query language, and no exponent. */
const maxFigure = 999_999_999_999_999
const maxFractionDigits = 10

/** An end as it is written; `null` where it is neither a figure nor a day. */
const toEnd = (text: string): string | null => {
  if (text === '' || isDay(text)) return text || null
  const figure = Number(text)
  return Number.isFinite(figure) && Math.abs(figure) <= maxFigure
    ? (figure + 0).toLocaleString('en', { useGrouping: false, maximumFractionDigits: maxFractionDigits })
    : null
}

const isAfter = (from: string, to: string): boolean => (isDay(from) ? from > to : Number(from) > Number(to))

/** The value that asks for figures, or days, from one to another; `null` where it makes no sense. */
export const toSpan = (typedFrom: string, typedTo: string): string | null => {
  const [from, to] = [toEnd(typedFrom), toEnd(typedTo)]
  if (from === null) return to === null ? null : `<=${to}`
  if (to === null) return `>=${from}`
  if (isDay(from) !== isDay(to) || isAfter(from, to)) return null
  return from === to ? from : `${from}..${to}`
}

/** The ends that have to be filled in for a value; `null` where none of them lead there. */
export const fromSpan = (type: 'number' | 'date', value: string): { from: string; to: string } | null => {
  const [, least, most, start, end] = /^(?:>=(.+)|<=(.+)|(.+)\.\.(.+))$/.exec(value) ?? []
  const isOne = [least, most, start].every((part) => part === undefined)
  const [from, to] = isOne ? [value, value] : [least ?? start ?? '', most ?? end ?? '']
  const isOfType = [from, to].every((text) => text === '' || isDay(text) === (type === 'date'))
  return isOfType && toSpan(from, to) === value ? { from, to } : null
}

const entryName = /^field(?:Text|From|To)?\.(.+)$/
/** Custom fields that are looked at. */
const maxFields = 60

/** What is set of custom fields, by key. */
export const readFieldEntries = (
  form: URLSearchParams,
  texts: (name: string) => readonly string[],
): Record<string, string[]> => {
  // A form without script sends the empty ones as well: they are none.
  const filled = [...form].filter(([, text]) => text.trim() !== '').map(([name]) => entryName.exec(name)?.[1])
  const keys = [...new Set(filled)].filter((key) => key !== undefined).slice(0, maxFields)
  const one = (name: string): string => texts(name)[0] ?? ''
  return Object.fromEntries(
    keys.map((key) => {
      const typed = [
        toContains(one(fieldEntry.text(key))),
        toSpan(one(fieldEntry.from(key)), one(fieldEntry.to(key))),
      ].filter((value) => value !== null)
      const ticked = texts(fieldEntry.value(key)).map((value) => (value === noValue ? '' : value))
      return [key, [...new Set([...ticked, ...typed])]]
    }),
  )
}
