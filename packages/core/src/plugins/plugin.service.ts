import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { isOwnOwner } from '../hooks/own-owners.ts'
import type { PluginHook, PluginsService } from './plugin.types.ts'

export const createPluginsService = (gallery: GalleryContext, actor: Actor): PluginsService => ({
  list: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const { hooks } = gallery
      const byOwner = new Map<string, PluginHook[]>()
      for (const name of [...hooks.names()].sort()) {
        const kind = hooks.definition(name)?.kind
        if (kind === undefined) continue
        for (const { owner, ...info } of hooks.list(name))
          if (!isOwnOwner(owner)) byOwner.set(owner, [...(byOwner.get(owner) ?? []), { name, kind, ...info }])
      }
      return [...byOwner]
        .map(([id, its]) => ({ id, hooks: its }))
        .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    }),
})
