import type { Issue } from '@vitrine/core'
import type { BaseIssue } from 'valibot'

/** More than this says nothing new. */
const maxIssues = 20

const typeOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : typeof value
}

const bounds: Readonly<Record<string, (limit: unknown) => string>> = {
  min_value: (limit) => `Expected at least ${limit}`,
  max_value: (limit) => `Expected at most ${limit}`,
  min_length: (limit) => `Expected at least ${limit} of them`,
  max_length: (limit) => `Expected at most ${limit} of them`,
}

const toMessage = (issue: BaseIssue<unknown>): string => {
  const bound = bounds[issue.type]
  if (bound) {
    const text = bound(issue.requirement)
    return typeof issue.input === 'string' ? text.replace('of them', 'characters') : text
  }
  if (issue.type === 'integer') return 'Expected a whole number'
  // Texts of our own schemas; those of the library repeat the value, which may be a password.
  if (issue.kind === 'validation')
    return issue.message.startsWith('Invalid ') ? 'This value is not valid' : issue.message
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'This field is not known'
  if (issue.received === 'undefined') return 'This field is required'
  const expected = issue.type === 'strict_object' ? 'an object' : issue.type === 'array' ? 'a list' : issue.expected
  return `Expected ${expected}, received ${typeOf(issue.input)}`
}

/** What is wrong with the input, field by field, and never the input itself: it may be a secret. */
export const toIssues = (issues: readonly BaseIssue<unknown>[]): Issue[] =>
  issues.slice(0, maxIssues).map((issue) => ({
    path: (issue.path ?? [])
      .map(({ key }) => String(key))
      .join('.')
      .slice(0, 200),
    message: toMessage(issue),
  }))
