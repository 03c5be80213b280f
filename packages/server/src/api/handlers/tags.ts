import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toPage, toTag } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const tags = {
  list: async ({ gallery }, query) => toPage(await gallery.tags.list(withoutUndefined(query)), toTag),
  get: async ({ gallery }, { id }) => toTag(await gallery.tags.get(id)),
} satisfies Handlers<Contract['tags']>
