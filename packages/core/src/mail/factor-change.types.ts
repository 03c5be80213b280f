/** What became of something that a user shows beside the password, or in place of it. */
export type FactorChange =
  | 'app-added'
  | 'app-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'all-removed'
  | 'identity-added'
  | 'identity-removed'
