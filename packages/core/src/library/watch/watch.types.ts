/** How the folders of the library are looked after. */
export interface LibrarySettings {
  /** Changes are taken over as the system reports them. Default `true`. */
  readonly watch: boolean
  /**
   * When all folders are looked through besides: `every 15 minutes`, `hourly`, `daily` (at three in the morning), or five fields of cron
   * in the time of the machine. `null`: never. Default `daily`.
   */
  readonly schedule: string | null
  /** A file is read when it has not been written to for so long. Default 10. */
  readonly quietSeconds: number
}

export interface LibrarySettingsState {
  readonly settings: LibrarySettings
  /** Names of those that the options of the gallery fix. */
  readonly locked: readonly (keyof LibrarySettings)[]
}

/** How one folder of the library is looked after, as this process knows it. */
export interface RootWatch {
  readonly rootId: number
  /**
   * `events`: changes are taken over as they happen; `schedule`: only at the times set, although it should be watched (see `reason`);
   * `elsewhere`: by another process, or by none so far; `off`: not watched, by the settings.
   */
  readonly mode: 'events' | 'schedule' | 'elsewhere' | 'off'
  /** Why changes are not noticed as they happen: too many folders for the system, or a file system that does not tell. */
  readonly reason: 'limit' | 'unsupported' | null
  /** Folders watched. */
  readonly folders: number
  /** When all of it is looked through next. */
  readonly nextRunAt: string | null
}
