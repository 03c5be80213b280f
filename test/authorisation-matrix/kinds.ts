import type { ApiErrorCode, Operation } from '@vitrine/sdk/contract'
import { scopesOf } from '@vitrine/sdk/contract'
import type { ActorName } from './actors.ts'

/** It is done, or refused with this code. */
export type Outcome = 'ok' | ApiErrorCode

/** What somebody may expect of an operation. */
export type Kind = (actor: ActorName, operation: Operation) => Outcome

/** Whose rights count once the door is passed. */
type Person = 'guest' | 'memberWithoutRight' | 'memberWithRight' | 'otherMember' | 'link' | 'admin'

/** What changes nothing but how the asker itself sees the gallery is open while looking through other eyes. */
const ownView: readonly string[] = ['session.delete', 'viewAs.start', 'viewAs.stop']

/** What is decided before anybody looks at rights: by the credentials, the token of a session and the scopes of a key. */
const atTheDoor = (actor: ActorName, operation: Operation): Outcome | Person => {
  const needed = scopesOf(operation)
  switch (actor) {
    case 'expiredKey':
    case 'revokedLink':
      // Never taken for a guest: its owner believes to be somebody.
      return 'UNAUTHENTICATED'
    case 'withoutCsrfToken':
      return operation.csrf ? 'CSRF_REJECTED' : 'memberWithRight'
    case 'preview':
      return operation.csrf && !ownView.includes(operation.id) ? 'PREVIEW_READ_ONLY' : 'otherMember'
    case 'scopedKey':
      return needed.length === 0 ? 'SCOPE_MISSING' : 'memberWithRight'
    case 'keyWithoutScope':
      return needed.includes('read') ? 'memberWithRight' : 'SCOPE_MISSING'
    case 'adminKey':
      return needed.length === 0 ? 'SCOPE_MISSING' : 'admin'
    default:
      return actor
  }
}

const people: readonly string[] = [
  'guest',
  'memberWithoutRight',
  'memberWithRight',
  'otherMember',
  'link',
  'admin',
] satisfies readonly Person[]

const kind =
  (outcomes: Readonly<Record<Person, Outcome>>): Kind =>
  (actor, operation) => {
    const found = atTheDoor(actor, operation)
    return people.includes(found) ? outcomes[found as Person] : (found as Outcome)
  }

const all = {
  guest: 'ok',
  memberWithoutRight: 'ok',
  memberWithRight: 'ok',
  otherMember: 'ok',
  link: 'ok',
  admin: 'ok',
} as const satisfies Record<Person, Outcome>

/** Anybody asks; the answer holds what the asker may see, and no word of anything else. */
export const everybody = kind(all)

/** Whoever sees the thing; for others it is not there. */
export const whoeverSees = (missing: ApiErrorCode): Kind => kind({ ...all, guest: missing, otherMember: missing })

/**
 * Whoever holds the capability on the album; who sees it without is refused, and for others it is not there. A guest is asked to sign in
 * before anything is looked up.
 */
export const whoeverMay = (
  capability: 'upload' | 'edit' | 'organise' | 'share' | 'manage',
  missing: ApiErrorCode,
): Kind =>
  kind({
    guest: 'UNAUTHENTICATED',
    memberWithoutRight: 'FORBIDDEN',
    memberWithRight: 'ok',
    otherMember: missing,
    link: capability === 'upload' ? 'ok' : 'FORBIDDEN',
    admin: 'ok',
  })

/** Reads that ask for a capability: open to guests as far as their rights go, which in the album in question is not at all. */
export const whoeverMayRead = (capability: 'download' | 'edit', missing: ApiErrorCode): Kind =>
  kind({
    guest: missing,
    memberWithoutRight: 'FORBIDDEN',
    memberWithRight: 'ok',
    otherMember: missing,
    link: capability === 'download' ? 'ok' : 'FORBIDDEN',
    admin: 'ok',
  })

/** Whoever may do something in some album, whichever: there is nothing of which it depends whether it is seen. */
export const whoeverMaySomewhere = (missing: ApiErrorCode = 'FORBIDDEN'): Kind =>
  kind({
    guest: 'UNAUTHENTICATED',
    memberWithoutRight: missing,
    memberWithRight: 'ok',
    otherMember: missing,
    link: missing,
    admin: 'ok',
  })

/** What everybody does who has an account, with nothing but that account. */
export const whoeverHasAnAccount = kind({ ...all, guest: 'UNAUTHENTICATED', link: 'FORBIDDEN' })

/** Whoever sees the thing and has an account; a guest is asked to sign in before anything is looked up, a link is refused. */
export const whoeverSeesWithAccount = (missing: ApiErrorCode): Kind =>
  kind({ ...all, guest: 'UNAUTHENTICATED', link: 'FORBIDDEN', otherMember: missing })

/** A thing that the member with the right made, or is; administrators see all of them. */
export const itsOwner = (missing: ApiErrorCode): Kind =>
  kind({
    guest: 'UNAUTHENTICATED',
    memberWithoutRight: missing,
    memberWithRight: 'ok',
    otherMember: missing,
    link: missing,
    admin: 'ok',
  })

/** A thing that is the member's with the right alone: administrators have no part in it. */
export const itsOwnerAlone = (missing: ApiErrorCode): Kind =>
  kind({
    guest: 'UNAUTHENTICATED',
    memberWithoutRight: missing,
    memberWithRight: 'ok',
    otherMember: missing,
    link: missing,
    admin: missing,
  })

/** Administrators alone, or those who hold something in all albums, which only administrators do. */
export const administrators = kind({
  guest: 'UNAUTHENTICATED',
  memberWithoutRight: 'FORBIDDEN',
  memberWithRight: 'FORBIDDEN',
  otherMember: 'FORBIDDEN',
  link: 'FORBIDDEN',
  admin: 'ok',
})

/** Administrators alone, and for members the thing is not there. */
export const hiddenFromMembers = (missing: ApiErrorCode): Kind =>
  kind({
    guest: 'UNAUTHENTICATED',
    memberWithoutRight: missing,
    memberWithRight: missing,
    otherMember: missing,
    link: missing,
    admin: 'ok',
  })
