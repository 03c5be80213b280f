import type { Capability, RoleKey } from '../access/capabilities.ts'

/** A named set of capabilities. */
export interface Role {
  readonly id: number
  /** Set for the roles that came with the gallery, which cannot be deleted. */
  readonly key: RoleKey | null
  readonly name: string
  readonly description: string | null
  /** Held in every album, whatever its visibility. */
  readonly everywhere: readonly Capability[]
  /** Held in albums because they are public: all but `share` and `manage`. */
  readonly visible: readonly Capability[]
  readonly userCount: number
}

export interface RoleDraft {
  /** 1 to 100 characters. */
  name: string
  /** 500 characters at most. */
  description?: string | null
  /** Default: none. Any of them brings `view`. */
  everywhere?: readonly Capability[]
  /** Default: `view` and `download`. */
  visible?: readonly Capability[]
}

/** Administrators only. Nobody gives more than what they hold themselves. */
export interface RolesService {
  /** All of them, presets first: 200 at most. */
  list(): Promise<Role[]>
  get(id: number): Promise<Role>
  /** @throws `NAME_TAKEN`, `FORBIDDEN` */
  create(draft: RoleDraft): Promise<Role>
  /** @throws `NAME_TAKEN`, `FORBIDDEN`, `LAST_ADMINISTRATOR` */
  update(id: number, patch: Partial<RoleDraft>): Promise<Role>
  /** @param options.replacement - Role of those who had this one. @throws `ROLE_PRESET`, `ROLE_IN_USE`, `LAST_ADMINISTRATOR` */
  delete(id: number, options?: { replacement?: number | undefined }): Promise<void>
}
