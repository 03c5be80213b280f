import * as v from 'valibot'
import { type Issue, VitrineError } from '../errors/vitrine-error.ts'

/** Faults as `path` and `message`. valibot's own issues hold the input, which may be a password: it is left behind here. */
export const toIssues = (issues: readonly v.BaseIssue<unknown>[], prefix = ''): Issue[] =>
  issues.map((issue) => {
    const path = [prefix, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.')
    return { path, message: issue.message }
  })

/** @throws {VitrineError} `INPUT_INVALID` with every fault of the value. */
export const validate = <S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> => {
  // One fault for each field: the first says it all.
  const result = v.safeParse(schema, value, { abortPipeEarly: true })
  if (!result.success) throw new VitrineError('INPUT_INVALID', { issues: toIssues(result.issues) })
  return result.output
}

export const id = v.pipe(
  v.number('Must be a number.'),
  v.safeInteger('Must be a whole number.'),
  v.minValue(1, 'Must be 1 or more.'),
)

export const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.integer('Must be a whole number.'),
    v.minValue(min, `Must be ${min} or more.`),
    v.maxValue(max, `Must be ${max} at most.`),
  )

// Unpaired surrogates and control characters (but for line breaks and tabs) are no text that anybody wrote.
const isText = (value: string): boolean => value.isWellFormed() && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value)

/** One line of text, trimmed, with at least one character. */
export const line = (maxLength: number) =>
  v.pipe(
    v.string('Must be text.'),
    v.check(isText, 'Must not hold control characters.'),
    v.transform((value) => value.replace(/\s+/g, ' ').trim()),
    v.minLength(1, 'Must not be empty.'),
    v.maxLength(maxLength, `Must have ${maxLength} characters at most.`),
  )

/** Text of several lines. */
export const prose = (maxLength: number) =>
  v.pipe(
    v.string('Must be text.'),
    v.check(isText, 'Must not hold control characters.'),
    v.maxLength(maxLength, `Must have ${maxLength} characters at most.`),
  )

export const pageLimit = (max: number, fallback: number) => v.optional(wholeNumber(1, max), fallback)

/** Ids to look up together. */
export const idsToGet = v.pipe(v.array(id, 'Must be a list.'), v.maxLength(1_000, 'Must have 1000 entries at most.'))
