import * as v from 'valibot'
import { scopes } from '../access/scopes.ts'
import { id, line, pageLimit, wholeNumber } from '../input/validate.ts'

const maxDays = 3_650

export const apiKeyDraft = v.strictObject({
  name: line(100),
  scopes: v.pipe(
    v.array(v.picklist(scopes, `Must be one of ${scopes.join(', ')}.`), 'Must be a list.'),
    v.minLength(1, 'Must name a scope.'),
    v.maxLength(scopes.length, `Must have ${scopes.length} entries at most.`),
  ),
  expiresInDays: v.nullable(wholeNumber(1, maxDays)),
})

export const apiKeyList = v.strictObject({
  user: v.optional(v.union([v.literal('all'), id], 'Must be the id of a user, or all.')),
  limit: pageLimit(200, 50),
  cursor: v.optional(v.string('Must be text.')),
})
