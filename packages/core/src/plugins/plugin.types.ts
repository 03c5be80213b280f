import type { HookDefinition } from '../hooks/catalogue.ts'

/** A hook that a plugin handles. */
export interface PluginHook {
  readonly name: string
  readonly kind: HookDefinition['kind']
  /** Lower runs first. */
  readonly priority: number
  /** Since the program was started. */
  readonly calls: number
  /** How often its handler threw, was too slow, or gave back what does not fit. */
  readonly faults: number
}

/** Somebody who extends this gallery, as it runs in this process. */
export interface Plugin {
  /** What it calls itself where it adds its handlers; `host`: the program that the gallery is part of. */
  readonly id: string
  /** In the order of their names; a hook with several handlers stands there several times. */
  readonly hooks: readonly PluginHook[]
}

/** Administrators only. */
export interface PluginsService {
  /** Who handles hooks of the gallery, by their ids. */
  list(): Promise<readonly Plugin[]>
}
