import { type LibrarySettingsState, VitrineError } from '@vitrine/core'
import type { Contract, LibrarySettings } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toLibraryRoot, toPage, toSyncProblem, toSyncProgress } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

const toLibrarySettings = ({ settings, locked }: LibrarySettingsState): LibrarySettings => ({
  watch: settings.watch,
  schedule: settings.schedule,
  quietSeconds: settings.quietSeconds,
  locked: [...locked],
})

export const library = {
  roots: async ({ gallery }) => ({ items: (await gallery.library.roots()).map(toLibraryRoot) }),
  problems: async ({ gallery }, { root, limit, cursor }) =>
    toPage(await gallery.library.problems(withoutUndefined({ rootId: root, limit, cursor })), toSyncProblem),
  progress: async ({ gallery }) => ({ items: gallery.library.progress().map(toSyncProgress) }),
  watching: async ({ gallery }) => ({
    items: (await gallery.library.watching()).map(({ rootId, mode, reason, folders, nextRunAt }) => ({
      rootId,
      mode,
      reason,
      folders,
      nextRunAt,
    })),
  }),
  settings: async ({ gallery }) => toLibrarySettings(await gallery.settings.library()),
  setSettings: async ({ gallery }, patch) =>
    toLibrarySettings(await gallery.settings.setLibrary(withoutUndefined(patch))),
  sync: async ({ gallery, background }, { id, acceptEmpty }) => {
    const roots = await gallery.library.roots()
    if (!roots.some((root) => root.id === id)) throw new VitrineError('ROOT_NOT_FOUND')
    // It can take hours: the answer says that it began, the progress tells the rest.
    background.run((signal) => gallery.library.sync(id, { signal, ...withoutUndefined({ acceptEmpty }) }))
    return { rootId: id, started: true as const }
  },
} satisfies Handlers<Contract['library']>
