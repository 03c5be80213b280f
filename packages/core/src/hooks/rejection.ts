const brand = Symbol.for('vitrine.rejection')

/** A gate's no. Made by {@link reject}; anything else that a gate returns is a fault, and refuses too. */
export interface Rejection {
  readonly [brand]: true
  /** For programs, UPPER_SNAKE such as `QUOTA_EXCEEDED`. */
  readonly code: string
  /** For people; shown as it is. */
  readonly message: string
  /** Dotted path of the field at fault; `null` where it is about the whole. */
  readonly field: string | null
}

/** A rejection as `check` reports it, with the owner of the handler that made it. */
export interface OwnedRejection extends Rejection {
  readonly owner: string
}

/**
 * Refuses what a gate was asked about.
 *
 * @example hooks.gate('upload.validate', ({ bytes }) => (bytes > max ? reject('FILE_TOO_LARGE', 'At most 20 MB.', 'file') : undefined))
 */
export const reject = (code: string, message: string, field?: string): Rejection =>
  Object.freeze({ [brand]: true as const, code, message, field: field ?? null })

/** Recognises by a brand: two copies of the package can meet in one process. */
export const isRejection = (value: unknown): value is Rejection =>
  typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true

export const ownedBy = (owner: string, rejection: Rejection): OwnedRejection => Object.freeze({ ...rejection, owner })
