import type { Reader } from '../db/database.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { hasGroup, loadApiKey, loadLink, loadPerson, type RoleBits } from './access.store.ts'
import type { Actor, HostActor, ViewAsTarget } from './actor.ts'
import {
  allCapabilities,
  type CapabilityBits,
  capabilityBit,
  isLevel,
  type Level,
  linkCapabilities,
  type RoleKey,
} from './capabilities.ts'
import type { LinkTerms } from './link-terms.ts'
import { ceilingOf, hasScope, type ScopeBits } from './scopes.ts'
import type { Snapshot } from './snapshot.ts'
import { type AccessClass, classKeyOf, noAccess } from './view.ts'
import { viewOf } from './views.ts'

/** What somebody is to the gallery as a whole. */
export interface Standing {
  readonly access: AccessClass
  readonly level: Level
  readonly userId: number | null
  readonly roleKey: RoleKey | null
  readonly roleId: number | null
  readonly linkId: number | null
  /** Of the link. */
  readonly terms: LinkTerms | null
  /** Of the API key that is used; `null` for everybody who comes without one. */
  readonly scopes: ScopeBits | null
  /** Held in every album and beyond albums: what `access.everywhere` says, but for the key of somebody who manages everything. */
  readonly everywhere: CapabilityBits
  /** For a link to photos: these, and who made it. */
  readonly photos: LinkedPhotos | null
  /** Why it is nobody; `null` for everybody else. */
  readonly denial: Denial | null
}

interface LinkedPhotos {
  readonly ids: ReadonlySet<number>
  /** In place of ids: what fits this, among what the maker may share. */
  readonly query: string | null
  readonly bits: CapabilityBits
  readonly maker: Standing
}

/** Guest access is off; there is no such user, group, link or role; the user is disabled; the link has ended. */
export type Denial = 'guests-off' | 'unknown' | 'disabled' | 'revoked' | 'expired'

/** Groups that a host may name for one actor. */
const maxHostGroups = 1_000

const noOne = {
  userId: null,
  roleKey: null,
  roleId: null,
  linkId: null,
  terms: null,
  scopes: null,
  photos: null,
  everywhere: 0,
} as const
const nobody = (denial: Denial): Standing => ({ ...noOne, access: noAccess, level: 0, denial })

const theGallery: Standing = {
  ...noOne,
  access: { everywhere: allCapabilities, visible: 0, principals: [] },
  everywhere: allCapabilities,
  level: 8,
  roleKey: 'webmaster',
  denial: null,
}

/** Where one stands: looked up in the snapshot, whose people are loaded as they come. */
export const standingOf = async (
  snap: Snapshot,
  who: Exclude<Actor, { kind: 'preview' }>,
  source: { db: Reader; now: string },
): Promise<Standing> => {
  switch (who.kind) {
    case 'system':
      return theGallery
    case 'guest': {
      const role = roleOf(snap, 'guest')
      if (!snap.guests.enabled || !role) return nobody('guests-off')
      return toStanding(snap, role, snap.guests.level, [])
    }
    case 'user':
      return userStanding(snap, who.userId, source.db)
    case 'apiKey':
      return keyStanding(snap, who, source)
    case 'link':
      return linkStanding(snap, who.linkId, source)
    case 'host': {
      requireWellFormed(who)
      const role = roleOf(snap, who.role)
      if (!role) return nobody('unknown')
      return toStanding(
        snap,
        role,
        who.level,
        who.groupIds.map((id) => `group:${id}`),
      )
    }
    default:
      // An actor that came as something else through an untyped door is nobody.
      return nobody('unknown')
  }
}

/** Where somebody stands whom an administrator looks at: unknown ones are an error, those who are shut out see nothing. */
export const targetStanding = async (
  snap: Snapshot,
  target: ViewAsTarget,
  source: { db: Reader; now: string },
): Promise<Standing> => {
  if (target === 'guest') return standingOf(snap, { kind: 'guest' }, source)
  if ('group' in target) {
    const role = roleOf(snap, 'user')
    if (!isId(target.group) || !role || !(await hasGroup(source.db, target.group)))
      throw new VitrineError('GROUP_NOT_FOUND')
    return toStanding(snap, role, 0, [`group:${target.group}`])
  }
  const isUser = 'user' in target
  const standing = isUser
    ? await standingOf(snap, { kind: 'user', userId: target.user }, source)
    : await standingOf(snap, { kind: 'link', linkId: target.link }, source)
  if (standing.denial === 'unknown') throw new VitrineError(isUser ? 'USER_NOT_FOUND' : 'LINK_NOT_FOUND')
  return standing
}

const userStanding = async (snap: Snapshot, userId: number, db: Reader): Promise<Standing> => {
  let person = snap.people.get(userId)
  if (!person) {
    person = isId(userId) ? await loadPerson(db, userId) : undefined
    if (!person) return nobody('unknown')
    snap.people.set(userId, person)
  }
  const role = snap.roles.get(person.roleId)
  if (!role) return nobody('unknown')
  if (person.isDisabled) return nobody('disabled')
  const principals = [`user:${userId}`, ...person.groupIds.map((id) => `group:${id}`)]
  return { ...toStanding(snap, role, person.level, principals), userId }
}

/** The user's standing, less what the key was not made for. */
const keyStanding = async (
  snap: Snapshot,
  { keyId, userId }: { keyId: number; userId: number },
  { db, now }: { db: Reader; now: string },
): Promise<Standing> => {
  let key = snap.apiKeys.get(keyId)
  if (!key) {
    key = isId(keyId) ? await loadApiKey(db, keyId) : undefined
    if (!key) return nobody('unknown')
    snap.apiKeys.set(keyId, key)
  }
  if (key.userId !== userId) return nobody('unknown')
  if (key.isRevoked) return nobody('revoked')
  if (key.expiresAt !== null && key.expiresAt <= now) return nobody('expired')
  const user = await userStanding(snap, userId, db)
  if (user.denial !== null) return user
  const ceiling = ceilingOf(key.scopes)
  const { access } = user
  const everywhere = user.everywhere & ceiling
  return {
    ...user,
    access: { ...access, everywhere: access.everywhere & ceiling, visible: access.visible & ceiling, ceiling },
    // In every album it may manage grants and the like; the gallery as a whole is another scope.
    everywhere: hasScope(key.scopes, 'administer') ? everywhere : everywhere & ~capabilityBit.manage,
    scopes: key.scopes,
  }
}

const linkStanding = async (
  snap: Snapshot,
  linkId: number,
  { db, now }: { db: Reader; now: string },
): Promise<Standing> => {
  let link = snap.links.get(linkId)
  if (!link) {
    link = isId(linkId) ? await loadLink(db, linkId) : undefined
    if (!link) return nobody('unknown')
    snap.links.set(linkId, link)
  }
  if (link.isRevoked) return nobody('revoked')
  // By the clock at each call: nothing is written when a link ends.
  if (link.expiresAt !== null && link.expiresAt <= now) return nobody('expired')
  const maker = link.makerId === null ? theGallery : await userStanding(snap, link.makerId, db)
  if (maker.denial !== null) return nobody('revoked')
  if (link.photos) {
    // Opens no album, whatever was granted to it.
    const photos = { ...link.photos, bits: link.photos.bits & linkCapabilities, maker }
    return { ...noOne, access: noAccess, level: link.level, linkId, terms: link.terms, photos, denial: null }
  }
  const access = {
    everywhere: 0,
    visible: 0,
    principals: withGrantsOnly(snap, [`link:${linkId}`]),
    confined: true,
    flat: !link.withBelow,
    limit: linkCapabilities,
    maker: link.makerId === null ? null : { key: classKeyOf(maker.access), bits: viewOf(snap, maker.access).bits },
  }
  const level = Math.min(link.level, reachOf(maker)) as Level
  return { ...noOne, access, level, linkId, terms: link.terms, denial: null }
}

/** Photos up to this level are seen: who sees every album sees every photo in it. */
export const reachOf = ({ access, level }: Pick<Standing, 'access' | 'level'>): Level =>
  (access.everywhere & capabilityBit.view) === 0 ? level : 8

const roleOf = (snap: Snapshot, role: RoleKey | number): RoleBits | undefined =>
  typeof role === 'number' ? snap.roles.get(role) : [...snap.roles.values()].find(({ key }) => key === role)

const toStanding = (snap: Snapshot, role: RoleBits, level: Level, principals: readonly string[]): Standing => ({
  access: { everywhere: role.everywhere, visible: role.visible, principals: withGrantsOnly(snap, principals) },
  ...noOne,
  everywhere: role.everywhere,
  level,
  roleKey: role.key,
  roleId: role.id,
  denial: null,
})

/** Principals without a grant decide nothing: leaving them out lets most users share one view. */
const withGrantsOnly = (snap: Snapshot, principals: readonly string[]): string[] =>
  principals.filter((principal) => snap.tree.grants.has(principal)).sort()

/** A host is a program: it is told what is wrong instead of being taken for nobody. */
const requireWellFormed = ({ subject, level, groupIds, role }: HostActor): void => {
  const faults = [
    [typeof subject === 'string' && subject.trim() !== '' && subject.length <= 100, 'actor.subject'],
    [isLevel(level), 'actor.level'],
    [Array.isArray(groupIds) && groupIds.length <= maxHostGroups && groupIds.every(isId), 'actor.groupIds'],
    [typeof role === 'string' || isId(role), 'actor.role'],
  ] as const
  const issues = faults.flatMap(([isFine, path]) => (isFine ? [] : [{ path, message: 'Is not valid.' }]))
  if (issues.length > 0) throw inputInvalid(issues)
}
