import { fromBits, toBits } from '../access/capabilities.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { transact, type Unit } from '../transaction.ts'
import { lockAlbum, replaceGrants, selectAlbum, selectGrants, updateAlbum } from './album.store.ts'
import type { AlbumGrants } from './album.types.ts'

export const readGrants = async (gallery: GalleryContext, id: number): Promise<AlbumGrants> => {
  const [row, grants] = await Promise.all([
    selectAlbum(gallery.connections.read, id),
    selectGrants(gallery.connections.read, id),
  ])
  if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
  return {
    inherit: row.inherits_grants !== 0,
    grants: grants.flatMap(({ principal_type: type, principal_id, capabilities }) =>
      type === 'link' ? [] : [{ principal: { type, id: principal_id }, capabilities: fromBits(capabilities) }],
    ),
  }
}

/** Replaces the grants of an album. */
export const setGrants = async ({ gallery, actor }: CallContext, id: number, input: AlbumGrants): Promise<void> => {
  const keys = input.grants.map(({ principal }) => `${principal.type}:${principal.id}`)
  const repeated = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (repeated >= 0) throw inputInvalid([{ path: `grants.${repeated}.principal`, message: 'Is named twice.' }])
  const before = await readGrants(gallery, id)
  await transact(gallery, actor, async (unit) => {
    if (!(await lockAlbum(unit.db, gallery.dialect, id))) throw new VitrineError('ALBUM_NOT_FOUND')
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
    unit.rightsChanged()
  })
}

const requirePrincipals = async ({ db }: Unit, { grants }: AlbumGrants): Promise<void> => {
  for (const [type, table] of [
    ['user', 'users'],
    ['group', 'groups'],
  ] as const) {
    const wanted = grants.flatMap(({ principal }) => (principal.type === type ? [principal.id] : []))
    if (wanted.length === 0) continue
    const found = new Set(
      (await db.selectFrom(table).select('id').where('id', 'in', wanted).execute()).map((row) => row.id),
    )
    const issues = grants.flatMap(({ principal }, index) =>
      principal.type === type && !found.has(principal.id)
        ? [{ path: `grants.${index}.principal.id`, message: `There is no such ${type}.` }]
        : [],
    )
    if (issues.length > 0) throw inputInvalid(issues)
  }
}
