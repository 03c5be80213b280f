/** How people come to have accounts, and what they may do with them. */
export interface AccountSettings {
  /** `off`: administrators make accounts; `open`: anybody does; `approval`: anybody asks, and an administrator decides. Default `off`. */
  readonly registration: 'off' | 'open' | 'approval'
  /** A registration needs an address, which is confirmed by mail. Default `true`. */
  readonly emailRequired: boolean
  /** Who is told by mail of a new account, or of one that waits. Default `none`. */
  readonly notify: 'none' | 'administrators' | 'group'
  /** The group, for `group`. */
  readonly notifyGroupId: number | null
  /** Users may delete their own accounts. Default `true`. */
  readonly selfDeletion: boolean
  /** Whose the photos and albums of deleted users become. `null`, the default: they stay, as added by nobody. */
  readonly heirUserId: number | null
  /** A session ends when it was not used for this long, in hours. 1 to 8,760, default 168. */
  readonly sessionIdleHours: number
  /** And at the latest after this, in days. 1 to 365, default 30. */
  readonly sessionMaxDays: number
  /** Sessions that are remembered end after this, in days, used or not. 1 to 365, default 60. */
  readonly rememberDays: number
}

export interface AccountSettingsState {
  readonly settings: AccountSettings
  /** Those that the options of the gallery fix. */
  readonly locked: readonly (keyof AccountSettings)[]
}
