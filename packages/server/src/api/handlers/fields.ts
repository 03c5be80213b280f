import type { CustomField as CoreField } from '@vitrine/core'
import type { Contract, CustomField } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toField = ({ id, subject, key, name, type, choices, position, createdAt }: CoreField): CustomField => ({
  id,
  subject,
  key,
  name,
  type,
  choices: choices && [...choices],
  position,
  createdAt,
})

export const fields = {
  list: async ({ gallery }, query) => ({ items: (await gallery.fields.list(withoutUndefined(query))).map(toField) }),
  get: async ({ gallery }, { id }) => toField(await gallery.fields.get(id)),
  create: async ({ gallery }, { key, choices, ...draft }) =>
    toField(await gallery.fields.create({ ...draft, ...withoutUndefined({ key, choices }) })),
  update: async ({ gallery }, { id, ...change }) => toField(await gallery.fields.update(id, withoutUndefined(change))),
  delete: async ({ gallery }, { id }) => {
    await gallery.fields.delete(id)
    return undefined
  },
} satisfies Handlers<Contract['fields']>
