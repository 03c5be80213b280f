/**
 * Who asks. Every read and write of the gallery names one; there is no default.
 *
 * An actor is a claim made by the program that embeds the gallery (which has checked a cookie, a key, a certificate…).
 * Its rights are looked up anew at each call, so that a change of rights is obeyed at once.
 */
export type Actor =
  | { readonly kind: 'guest' }
  | { readonly kind: 'user'; readonly userId: number }
  /** The only way round the rights; `reason` ends up in the change log. */
  | { readonly kind: 'system'; readonly reason: string }

export const guest: Actor = Object.freeze({ kind: 'guest' })
export const userActor = (userId: number): Actor => Object.freeze({ kind: 'user', userId })
export const systemActor = (reason: string): Actor => Object.freeze({ kind: 'system', reason })
