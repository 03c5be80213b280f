import type { Actor } from '../access/actor.ts'
import { fromBits, toBits } from '../access/capabilities.ts'
import { sees } from '../access/rights.ts'
import type { AlbumTree } from '../access/tree.ts'
import { call, requireAdmin, requireInAlbum } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { idsToGet, validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { toSlug } from '../text/slug.ts'
import { transact, type Unit } from '../transaction.ts'
import { deleteAlbum } from './album.delete.ts'
import { albumDraft, albumGrants, albumList, albumMove, albumPatch } from './album.schema.ts'
import {
  insertAlbum,
  lockAlbum,
  lockState,
  renumber,
  replaceGrants,
  selectAlbum,
  selectAlbums,
  selectGrants,
  selectSiblings,
  selectUsableCovers,
  updateAlbum,
} from './album.store.ts'
import type { AlbumRow } from './album.table.ts'
import type { Album, AlbumGrants, AlbumsService } from './album.types.ts'
import { toAlbums, visibleChildren } from './album.views.ts'
import type { AlbumFigures } from './album-figures.ts'

/** Deeper trees are refused: nobody finds their way in them, and a path must fit an address. */
const maxDepth = 100

export const createAlbumsService = (
  gallery: GalleryContext,
  actor: Actor,
  figuresOf: (rights: CallContext['rights']) => Promise<AlbumFigures>,
): AlbumsService => {
  const get = async (context: CallContext, id: number): Promise<Album> => {
    if (!sees(context.rights, id)) throw new VitrineError('ALBUM_NOT_FOUND')
    const [album] = await toAlbums(context, await figuresOf(context.rights), [id])
    if (!album) throw new VitrineError('ALBUM_NOT_FOUND')
    return album
  }
  /** The album as it is after a change, with the rights of after the change. */
  const reread = (id: number) => call(gallery, actor, (context) => get(context, id))

  return {
    list: (options) =>
      call(gallery, actor, async (context) => {
        const { parent, limit, cursor } = validate(albumList, options)
        const { rights } = context
        if (parent !== null && !sees(rights, parent)) throw new VitrineError('ALBUM_NOT_FOUND')
        const places = visibleChildren(rights, parent === null ? null : (rights.tree.placeOf(parent) ?? null))
        const ids = places.map((place) => rights.tree.ids[place] as number)
        const mark = ['albums', parent]
        let from = 0
        if (cursor !== undefined) {
          const [last] = decodeCursor(cursor, mark, ['number'])
          const index = ids.indexOf(last as number)
          if (index < 0)
            throw new VitrineError('CURSOR_INVALID', {
              issues: [{ path: 'cursor', message: 'The album it stood at is gone.' }],
            })
          from = index + 1
        }
        const page = ids.slice(from, from + limit)
        const items = await toAlbums(context, await figuresOf(rights), page)
        const more = from + limit < ids.length
        return { items, nextCursor: more ? encodeCursor(mark, [page.at(-1) as number]) : null, total: ids.length }
      }),

    get: (id) => call(gallery, actor, (context) => get(context, id)),

    getMany: (ids) =>
      call(gallery, actor, async (context) => {
        const seen = validate(idsToGet, ids).filter((id) => sees(context.rights, id))
        return toAlbums(context, await figuresOf(context.rights), seen)
      }),

    path: (id) =>
      call(gallery, actor, async ({ rights }) => {
        if (!sees(rights, id)) throw new VitrineError('ALBUM_NOT_FOUND')
        const ids: number[] = []
        for (let place = rights.tree.placeOf(id) ?? -1; place >= 0; place = rights.tree.parents[place] as number) {
          const ancestor = rights.tree.ids[place] as number
          if (sees(rights, ancestor)) ids.unshift(ancestor)
        }
        const rows = new Map(
          (await selectAlbums(gallery.connections.read, gallery.dialect, ids)).map((row) => [row.id, row]),
        )
        return ids.flatMap((ancestor) => {
          const row = rows.get(ancestor)
          return row ? [{ id: row.id, name: row.name, slug: row.slug }] : []
        })
      }),

    create: async (draft) => {
      const id = await call(gallery, actor, (context) => createAlbum(context, validate(albumDraft, draft)))
      return reread(id)
    },

    update: async (id, patch) => {
      await call(gallery, actor, (context) => patchAlbum(context, id, validate(albumPatch, patch)))
      return reread(id)
    },

    move: async (id, to) => {
      await call(gallery, actor, (context) => moveAlbum(context, id, validate(albumMove, to)))
      return reread(id)
    },

    delete: (id, options = {}) => call(gallery, actor, (context) => deleteAlbum(context, id, options)),

    grants: (id) =>
      call(gallery, actor, async (context) => {
        requireInAlbum(context, id, 'manage')
        return readGrants(gallery, id)
      }),

    setGrants: (id, grants) =>
      call(gallery, actor, async (context) => {
        requireInAlbum(context, id, 'manage')
        await setGrants(context, id, validate(albumGrants, grants) as AlbumGrants)
        return readGrants(gallery, id)
      }),
  }
}

type Draft = ReturnType<typeof validate<typeof albumDraft>>

const createAlbum = async (context: CallContext, input: Draft): Promise<number> => {
  const { gallery, actor } = context
  requireParent(context, input.parentId)
  return transact(gallery, actor, async (unit) => {
    const { draft } = await gallery.hooks.apply(
      'album.creating',
      {
        draft: {
          name: input.name,
          parentId: input.parentId,
          visibility: input.visibility,
          description: input.description,
          locked: false,
        },
      },
      { actor },
    )
    const { name, description, visibility } = validate(albumDraft, {
      name: draft.name,
      description: draft.description,
      visibility: draft.visibility,
    })
    await lockPlace(gallery, unit, { id: null, parentId: input.parentId, height: 1 })
    const siblings = await selectSiblings(unit.db, input.parentId)
    const position = Math.min(input.position ?? siblings.length, siblings.length)
    const id = await insertAlbum(unit.db, {
      parent_id: input.parentId,
      position,
      name,
      slug: toSlug(name),
      description,
      visibility,
      is_folder: 0,
      created_by: actor.kind === 'user' ? actor.userId : null,
      at: unit.at,
    })
    await renumber(unit.db, siblings.toSpliced(position, 0, { id, position }))
    unit.record({
      subject: 'album',
      id,
      action: 'created',
      after: { name, parentId: input.parentId, visibility, description },
    })
    unit.rightsChanged()
    unit.after.defer('album.created', { albumIds: [id] }, { actor })
    return id
  })
}

/** Who may put an album there: those who organise the parent; at the root, administrators. */
const requireParent = (context: CallContext, parentId: number | null): void => {
  if (parentId === null) {
    requireAdmin(context)
    return
  }
  try {
    requireInAlbum(context, parentId, 'organise')
  } catch (error) {
    if (!VitrineError.has(error, 'ALBUM_NOT_FOUND') || context.actor.kind === 'guest') throw error
    throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'parentId', message: 'There is no such album.' }] })
  }
}

type Patch = ReturnType<typeof validate<typeof albumPatch>>

const patchAlbum = async (context: CallContext, id: number, input: Patch): Promise<void> => {
  const { gallery, actor, rights } = context
  const guardsAccess = input.visibility !== undefined || input.locked !== undefined
  requireInAlbum(context, id, guardsAccess ? 'manage' : 'edit')
  if (input.coverPhotoId) {
    const usable = await selectUsableCovers(gallery.connections.read, gallery.dialect, rights, [input.coverPhotoId])
    if (!usable.has(input.coverPhotoId))
      throw inputInvalid([
        { path: 'coverPhotoId', message: 'There is no such photo, or no picture can be made of it.' },
      ])
  }
  await transact(gallery, actor, async (unit) => {
    const row = await lockAlbum(unit.db, gallery.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    // The cover is a choice among photos, not a text that a plugin could mend: it stays out of the filter.
    const { coverPhotoId, ...fields } = input
    const { patch } = await gallery.hooks.apply(
      'album.updating',
      { ids: [id], patch: withoutUndefined(fields) },
      { actor },
    )
    const checked = validate(albumPatch, { ...patch, coverPhotoId })
    if (checked.name !== undefined && row.is_folder && checked.name !== row.name)
      throw new VitrineError('ALBUM_READ_ONLY', { issues: [{ path: 'name', message: 'The name follows the folder.' }] })
    const columns: Partial<AlbumRow> = {
      ...(checked.name === undefined ? {} : { name: checked.name, slug: toSlug(checked.name) }),
      ...(checked.description === undefined ? {} : { description: checked.description }),
      ...(checked.visibility === undefined ? {} : { visibility: checked.visibility }),
      ...(checked.locked === undefined ? {} : { is_locked: checked.locked ? 1 : 0 }),
      ...(checked.coverPhotoId === undefined ? {} : { cover_photo_id: checked.coverPhotoId }),
    }
    const changed = (Object.keys(columns) as (keyof AlbumRow)[]).filter((key) => columns[key] !== row[key])
    if (changed.length === 0) return
    await updateAlbum(unit.db, id, { ...columns, updated_at: unit.at })
    const pick = (source: Partial<AlbumRow>) => Object.fromEntries(changed.map((key) => [key, source[key] ?? null]))
    unit.record({ subject: 'album', id, action: 'updated', before: pick(row), after: pick(columns) })
    if (changed.includes('visibility') || changed.includes('is_locked')) unit.rightsChanged()
    unit.after.defer('album.updated', { albumIds: [id] }, { actor })
  })
}

const moveAlbum = async (
  context: CallContext,
  id: number,
  to: { parentId: number | null; position?: number | undefined },
): Promise<void> => {
  const { gallery, actor, rights } = context
  requireInAlbum(context, id, 'organise')
  requireParent(context, to.parentId)
  await transact(gallery, actor, async (unit) => {
    const row = await lockAlbum(unit.db, gallery.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    if (row.is_folder && row.parent_id !== to.parentId) throw new VitrineError('ALBUM_READ_ONLY')
    await lockPlace(gallery, unit, { id, parentId: to.parentId, height: heightOf(rights.tree, id) })
    const siblings = (await selectSiblings(unit.db, to.parentId)).filter((sibling) => sibling.id !== id)
    const position = Math.min(to.position ?? siblings.length, siblings.length)
    await updateAlbum(unit.db, id, { parent_id: to.parentId, position, updated_at: unit.at })
    await renumber(unit.db, siblings.toSpliced(position, 0, { id, position }))
    if (row.parent_id !== to.parentId) await renumber(unit.db, await selectSiblings(unit.db, row.parent_id))
    unit.record({
      subject: 'album',
      id,
      action: 'moved',
      before: { parentId: row.parent_id, position: row.position },
      after: { parentId: to.parentId, position },
    })
    unit.rightsChanged()
    unit.after.defer('album.moved', { albumIds: [id] }, { actor })
  })
}

/** How many levels an album and what is below it take up. */
const heightOf = (tree: AlbumTree, id: number): number => {
  const place = tree.placeOf(id)
  if (place === undefined) return 1
  let deepest = tree.depths[place] as number
  for (let below = place + 1; below < (tree.ends[place] as number); below++)
    deepest = Math.max(deepest, tree.depths[below] as number)
  return deepest - (tree.depths[place] as number) + 1
}

/**
 * Makes sure that an album may stand below a parent, and that nobody else puts one there meanwhile. Walks up from the parent inside
 * the transaction, locking as it goes: two moves that would make a ring meet here.
 */
const lockPlace = async (
  gallery: GalleryContext,
  unit: Unit,
  { id, parentId, height }: { id: number | null; parentId: number | null; height: number },
): Promise<void> => {
  if (parentId === null) await lockState(unit.db, gallery.dialect)
  let depth = 0
  for (let ancestor = parentId; ancestor !== null; depth++) {
    if (ancestor === id)
      throw new VitrineError('ALBUM_CYCLE', {
        issues: [{ path: 'parentId', message: 'Is the album itself or one below it.' }],
      })
    if (depth + 1 + height > maxDepth) throw new VitrineError('ALBUM_TOO_DEEP', { details: { maxDepth } })
    const row = await lockAlbum(unit.db, gallery.dialect, ancestor)
    if (!row)
      throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'parentId', message: 'There is no such album.' }] })
    ancestor = row.parent_id
  }
}

const readGrants = async (gallery: GalleryContext, id: number): Promise<AlbumGrants> => {
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

const setGrants = async ({ gallery, actor }: CallContext, id: number, input: AlbumGrants): Promise<void> => {
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
