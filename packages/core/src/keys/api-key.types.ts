import type { Actor } from '../access/actor.ts'
import type { Scope } from '../access/scopes.ts'
import type { Page } from '../paging/page.types.ts'

/** What a program shows instead of a user name and a password. */
export interface ApiKey {
  readonly id: number
  readonly name: string
  /** How the key begins: 10 characters, by which one finds it in a file. */
  readonly start: string
  readonly scopes: readonly Scope[]
  readonly user: { readonly id: number; readonly username: string }
  readonly createdAt: string
  /** `null`: never. ISO 8601, UTC. */
  readonly expiresAt: string | null
  /** To about ten minutes; `null`: not yet. */
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  /** `disabled`: its user is. Only `active` ones open anything. */
  readonly state: 'active' | 'revoked' | 'expired' | 'disabled'
}

export interface ApiKeyDraft {
  /** What it is for. 1 to 100 characters. */
  name: string
  /** `read` is in all of them. */
  scopes: readonly Scope[]
  /** 1 to 3,650; `null`: until it is revoked. */
  expiresInDays: number | null
}

export interface ApiKeyListOptions {
  /** Keys of this user; `'all'`: of everybody. Others than one's own are for administrators. Default: one's own. */
  user?: number | 'all' | undefined
  /** 1 to 200, default 50. */
  limit?: number | undefined
  cursor?: string | undefined
}

/** API keys. A key itself can look at those of its user with `read`, and changes none. */
export interface ApiKeysService {
  /**
   * Makes a key for the user who asks. What it was not given can never be added: make another.
   *
   * @returns The key, 256 random bits with the prefix `vk_`: shown this once, the database has its hash only.
   * @throws `KEY_LIMIT_REACHED` beyond 50 that work; `FORBIDDEN` for shared accounts, people of the host application and keys
   */
  create(draft: ApiKeyDraft): Promise<{ readonly apiKey: ApiKey; readonly key: string }>
  /** Newest first. @throws `USER_NOT_FOUND`, `CURSOR_INVALID` */
  list(options?: ApiKeyListOptions): Promise<Page<ApiKey>>
  /** Ends one of one's own, for administrators anybody's, for good. @throws `KEY_NOT_FOUND` */
  revoke(id: number): Promise<ApiKey>
  /** Ends all of one's own. @returns How many there were. */
  revokeAll(): Promise<{ readonly revoked: number }>
}

/** Proof of an API key; for the program that embeds the gallery, not for actors. */
export interface ApiKeyDoor {
  /** Who comes with this key; `null` where it is unknown, has expired or was revoked or its user shut out, which are not told apart. */
  open(key: string): Promise<Extract<Actor, { kind: 'apiKey' }> | null>
}
