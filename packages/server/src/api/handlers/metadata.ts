import type { MetadataSettingsPatch } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toMetadataSettings } from '../dto/metadata.ts'
import type { Handlers } from '../handler.types.ts'

export const metadata = {
  settings: async ({ gallery }) => toMetadataSettings(await gallery.settings.metadata()),
  // Names of tags are checked where they are known.
  setSettings: async ({ gallery }, patch) =>
    toMetadataSettings(await gallery.settings.setMetadata(withoutUndefined(patch) as MetadataSettingsPatch)),
  synchronise: async ({ gallery }, options) => ({ jobId: await gallery.photos.synchronise(withoutUndefined(options)) }),
  writeBack: async ({ gallery }, options) => ({ jobId: await gallery.photos.writeBack(withoutUndefined(options)) }),
  job: async ({ gallery }, { id }) => {
    const { state, done, total } = await gallery.photos.metadataJob(id)
    return { id, state, done, total }
  },
} satisfies Handlers<Contract['metadata']>
