import type { Level, RoleKey } from './capabilities.ts'

/**
 * Who asks. Every read and write of the gallery names one; there is no default.
 *
 * An actor is a claim made by the program that embeds the gallery (which has checked a cookie, a key, a certificate…).
 * Its rights are looked up anew at each call, so that a change of rights is obeyed at once.
 */
export type Actor =
  | { readonly kind: 'guest' }
  | { readonly kind: 'user'; readonly userId: number }
  /** A program with an API key of a user: may do what that user may, as far as the key's scopes go, and nothing to the user's account. */
  | { readonly kind: 'apiKey'; readonly keyId: number; readonly userId: number }
  /** Whoever holds the key of a share link: sees what was granted to the link, and nothing else. */
  | { readonly kind: 'link'; readonly linkId: number }
  | HostActor
  | PreviewActor
  /** The only way round the rights; `reason` ends up in the change log. */
  | { readonly kind: 'system'; readonly reason: string }

/** Somebody whom the host application knows, and who has no row in the gallery's tables. */
export interface HostActor {
  readonly kind: 'host'
  /** What the host calls that person: 1 to 100 characters. Ends up in the change log. */
  readonly subject: string
  /** For people to read. */
  readonly name?: string
  /** A preset, or the id of a role. */
  readonly role: RoleKey | number
  readonly level: Level
  /** Groups of the gallery whose grants hold; 1,000 at most. */
  readonly groupIds: readonly number[]
}

/** An administrator who looks at the gallery as somebody else. Nothing can be changed that way. */
export interface PreviewActor {
  readonly kind: 'preview'
  /** Must manage everything, at each call anew. */
  readonly by: Exclude<Actor, PreviewActor>
  readonly as: ViewAsTarget
}

/** Whose eyes to look through. For a group: those of a user of the role `user` who is in that group alone. */
export type ViewAsTarget = 'guest' | { readonly user: number } | { readonly group: number } | { readonly link: number }

type ActorOf<K extends Actor['kind']> = Extract<Actor, { kind: K }>

export const guest: ActorOf<'guest'> = Object.freeze({ kind: 'guest' })
export const userActor = (userId: number): ActorOf<'user'> => Object.freeze({ kind: 'user', userId })
export const apiKeyActor = (keyId: number, userId: number): ActorOf<'apiKey'> =>
  Object.freeze({ kind: 'apiKey', keyId, userId })
export const linkActor = (linkId: number): ActorOf<'link'> => Object.freeze({ kind: 'link', linkId })
export const hostActor = (person: Omit<HostActor, 'kind'>): HostActor => Object.freeze({ kind: 'host', ...person })
export const systemActor = (reason: string): ActorOf<'system'> => Object.freeze({ kind: 'system', reason })

/** The user whom somebody acts as, in person or by a key; `null` for everybody else. */
export const userIdOf = (actor: Actor): number | null =>
  actor.kind === 'user' || actor.kind === 'apiKey' ? actor.userId : null
