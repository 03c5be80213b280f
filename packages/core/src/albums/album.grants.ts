import { type SqlBool, sql } from 'kysely'
import { fromBits, linkCapabilities, toBits, withSubmit } from '../access/capabilities.ts'
import { bitsOf } from '../access/rights.ts'
import { requireInAlbum } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { transact, type Unit } from '../transaction.ts'
import { lockAlbum, replaceGrants, selectAlbum, selectGrants, updateAlbum } from './album.store.ts'
import { changeTree } from './album.tree.ts'
import type { AlbumGrants, AlbumGrantsInput } from './album.types.ts'
import { inheritBelow } from './grants-below.ts'

export const readGrants = async (gallery: GalleryContext, id: number): Promise<AlbumGrants> => {
  const [row, grants] = await Promise.all([
    selectAlbum(gallery.connections.read, id),
    selectGrants(gallery.connections.read, id),
  ])
  if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
  return {
    inherit: row.inherits_grants !== 0,
    grants: grants.map(({ principal_type: type, principal_id, capabilities }) => ({
      principal: { type, id: principal_id },
      capabilities: fromBits(capabilities),
    })),
  }
}

/** Replaces the grants of an album. */
export const setGrants = async (
  context: CallContext,
  id: number,
  { applyToSubAlbums, ...input }: AlbumGrantsInput,
): Promise<void> => {
  const { gallery, actor } = context
  const keys = input.grants.map(({ principal }) => `${principal.type}:${principal.id}`)
  const repeated = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (repeated >= 0) throw inputInvalid([{ path: `grants.${repeated}.principal`, message: 'Is named twice.' }])
  const before = await readGrants(gallery, id)
  requireHeld(context, id, before, input)
  const write = async (unit: Unit) => {
    const row = await lockAlbum(unit.db, gallery.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    await requirePrincipals(unit, input)
    await updateAlbum(unit.db, id, { inherits_grants: input.inherit ? 1 : 0, updated_at: unit.at })
    await replaceGrants(
      unit.db,
      id,
      // Whoever may do anything with an album may see it.
      input.grants.map(({ principal, capabilities }) => ({
        principal_type: principal.type,
        principal_id: principal.id,
        capabilities: toBits(['view', ...capabilities]),
      })),
    )
    unit.record({ subject: 'grant', id, action: 'replaced', before: { ...before }, after: { ...input } })
    unit.rightsChanged(row.inherits_grants === (input.inherit ? 1 : 0) ? 'grants' : 'all')
  }
  if (!applyToSubAlbums) await transact(gallery, actor, write)
  else
    await changeTree(context, async (unit, now) => {
      requireInAlbum(now, id, 'manage')
      await write(unit)
      await inheritBelow(unit, now.rights, id)
    })
}

/** Nobody gives what they do not hold themselves. What was given by somebody who does may stay. */
const requireHeld = ({ rights }: CallContext, id: number, before: AlbumGrants, after: AlbumGrants): void => {
  const held = withSubmit(bitsOf(rights, id))
  const had = new Map(
    before.grants.map(({ principal, capabilities }) => [`${principal.type}:${principal.id}`, toBits(capabilities)]),
  )
  const issues = after.grants.flatMap(({ principal, capabilities }, index) => {
    const bits = toBits(capabilities)
    const path = `grants.${index}.capabilities`
    if (principal.type === 'link' && (bits & ~linkCapabilities) !== 0)
      return [{ path, message: 'A link can be given view, download, upload and submit only.' }]
    const added = bits & ~(had.get(`${principal.type}:${principal.id}`) ?? 0)
    return (added & ~held) === 0 ? [] : [{ path, message: 'You do not hold all of that yourself.' }]
  })
  if (issues.length > 0) throw inputInvalid(issues)
}

const requirePrincipals = async ({ db }: Unit, { grants }: AlbumGrants): Promise<void> => {
  for (const [type, table] of [
    ['user', 'users'],
    ['group', 'groups'],
    ['link', 'share_links'],
  ] as const) {
    const wanted = grants.flatMap(({ principal }) => (principal.type === type ? [principal.id] : []))
    if (wanted.length === 0) continue
    let query = db.selectFrom(table).select('id').where('id', 'in', wanted)
    if (type === 'link') query = query.where(sql<SqlBool>`revoked_at is null`)
    const found = new Set((await query.execute()).map((row) => row.id))
    const issues = grants.flatMap(({ principal }, index) =>
      principal.type === type && !found.has(principal.id)
        ? [{ path: `grants.${index}.principal.id`, message: `There is no such ${type}.` }]
        : [],
    )
    if (issues.length > 0) throw inputInvalid(issues)
  }
}
