import type { ArchiveOptions, Query } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import { sendArchive } from '../../media/archive.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

/** What the query holds is checked where it is read. */
const toOptions = ({ query, ...rest }: ArchiveRequest): ArchiveOptions => ({
  ...withoutUndefined(rest),
  ...(query ? { query: query as unknown as Query } : {}),
})

type ArchiveRequest = Omit<ArchiveOptions, 'query'> & { readonly query?: { readonly type: string } | undefined }

export const archives = {
  create: ({ gallery, event, context }, request) => sendArchive(gallery, toOptions(request), event, context.options),
  estimate: async ({ gallery }, request) => ({ ...(await gallery.archives.estimate(toOptions(request))) }),
  limits: async ({ gallery }) => ({ ...(await gallery.archives.limits()) }),
  setLimits: async ({ gallery }, patch) => ({ ...(await gallery.archives.setLimits(withoutUndefined(patch))) }),
} satisfies Handlers<Contract['archives']>
