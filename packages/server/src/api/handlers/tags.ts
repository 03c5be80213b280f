import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toPage, toTag } from '../dto/others.ts'
import { toManagedTag, toTagCrumb, toTagSuggestion } from '../dto/tag.ts'
import type { Handlers } from '../handler.types.ts'

export const tags = {
  list: async ({ gallery }, query) => toPage(await gallery.tags.list(withoutUndefined(query)), toTag),
  get: async ({ gallery }, { id }) => toTag(await gallery.tags.get(id)),
  path: async ({ gallery }, { id }) => ({ items: (await gallery.tags.path(id)).map(toTagCrumb) }),
  suggest: async ({ gallery }, { text, limit }) => ({
    items: (await gallery.tags.suggest({ text, ...withoutUndefined({ limit }) })).map(toTagSuggestion),
  }),
  listManaged: async ({ gallery }, query) =>
    toPage(await gallery.tags.manage.list(withoutUndefined(query)), toManagedTag),
  getManaged: async ({ gallery }, { id }) => toManagedTag(await gallery.tags.manage.get(id)),
  create: async ({ gallery }, { name, ...rest }) =>
    toManagedTag(await gallery.tags.manage.create({ name, ...withoutUndefined(rest) })),
  update: async ({ gallery }, { id, ...patch }) =>
    toManagedTag(await gallery.tags.manage.update(id, withoutUndefined(patch))),
  duplicate: async ({ gallery }, { id, name }) => toManagedTag(await gallery.tags.manage.duplicate(id, { name })),
  merge: async ({ gallery }, { from, into }) => toManagedTag(await gallery.tags.manage.merge({ from, into })),
  delete: async ({ gallery }, { id }) => {
    await gallery.tags.manage.delete([id])
    return undefined
  },
  deleteMany: async ({ gallery }, { ids }) => {
    await gallery.tags.manage.delete(ids)
    return undefined
  },
  deleteOrphans: async ({ gallery }) => ({ deleted: await gallery.tags.manage.deleteOrphans() }),
  indexing: async ({ gallery }) => ({ photosLeft: (await gallery.tags.manage.indexing()).photosLeft }),
} satisfies Handlers<Contract['tags']>
