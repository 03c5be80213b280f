import { createHash } from 'node:crypto'
import { createServer } from 'vitrine'
import { type Actor, guest, userActor } from '../../packages/core/src/access/actor.ts'
import { CountDeltas } from '../../packages/core/src/albums/album-counts.store.ts'
import type { Writer } from '../../packages/core/src/db/database.ts'
import { indexTexts } from '../../packages/core/src/search/search-index.store.ts'
import type { TestGallery } from '../../packages/core/src/testing/test-gallery.ts'
import type { TestUser, TestWorld } from '../../packages/core/test/world.ts'
import type { ModelActor, ModelAlbum, World } from './model.types.ts'
import { questions } from './questions.ts'
import { groupCount, linkCount, userCount } from './worlds.ts'

/** A gallery that is filled with one world after the other; its people stay. */
export interface OracleGallery extends TestWorld, TestGallery {
  readonly users: readonly TestUser[]
  readonly admin: TestUser
  readonly groups: readonly number[]
  readonly links: readonly number[]
  /** Sends a request to the gallery's server as somebody. */
  ask(asked: ModelActor, request: Request): Promise<Response>
  /** Bytes of every photo. */
  readonly original: { readonly key: string; readonly sha256: string; readonly bytes: number }
}

export const withPeople = async (test: TestWorld & TestGallery): Promise<OracleGallery> => {
  const users: TestUser[] = []
  for (let at = 0; at < userCount; at++) users.push(await test.addUser(`user${at}`))
  const groups: number[] = []
  for (let at = 0; at < groupCount; at++) groups.push(await test.addGroup(`group${at}`, []))
  const links: number[] = []
  for (let at = 0; at < linkCount; at++) {
    const { insertId } = await test.db.write
      .insertInto('share_links')
      .values({ key_hash: sha256(`link ${at}`), name: `Link ${at}`, level: 0, with_below: 1, created_at: instant(0) })
      .executeTakeFirstOrThrow()
    links.push(Number(insertId))
  }
  const admin = await test.addUser('admin', { role: 'admin' })
  const album = await test.addAlbum('To hold the one file there is')
  const { id } = await test.addPhoto(album.id)
  const row = await test.db.read
    .selectFrom('photos')
    .select(['storage_key', 'sha256', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const actors = new WeakMap<Request, Actor>()
  const server = createServer(test.gallery, {
    log: () => {},
    costlyPerMinute: null,
    resolveActor: (request) => actors.get(request) ?? guest,
  })
  const gallery: OracleGallery = {
    ...test,
    users,
    admin,
    groups,
    links,
    ask: async (asked, request) => {
      actors.set(request, actorOf(gallery, asked))
      return server.fetch(request)
    },
    original: { key: row.storage_key as string, sha256: row.sha256, bytes: row.bytes },
  }
  return gallery
}

export const actorOf = ({ users, admin, groups, links }: OracleGallery, asked: ModelActor): Actor => {
  switch (asked.kind) {
    case 'guest':
      return guest
    case 'admin':
      return admin.actor
    case 'user':
      return userActor((users[asked.user] as TestUser).id)
    case 'link':
      return { kind: 'link', linkId: links[asked.link] as number }
    case 'host':
      return {
        kind: 'host',
        subject: 'somebody',
        role: 'user',
        level: asked.level as 0,
        groupIds: asked.groups.map((group) => groups[group] as number),
      }
  }
}

/** A photo's instant: the day it was taken, or came in, at an hour that makes ties. */
export const sortAtOf = ({ created, posted }: World['photos'][number]): string => `${created ?? posted}T12:00:00.000Z`

const instant = (day: number): string => `2024-01-0${day + 1}T12:00:00.000Z`
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Puts a world into the tables in place of what was there, as the services would have written it, change log included. Ids count on
 * from `first`, for they never come back in a real gallery: what was cached of an earlier world must not answer for a later one.
 */
export const write = async (gallery: OracleGallery, world: World, first: number): Promise<void> => {
  await gallery.db.write.transaction().execute(async (trx) => {
    const gone = {
      album: await trx.selectFrom('albums').select('id').execute(),
      photo: await trx.selectFrom('photos').select('id').execute(),
      tag: await trx.selectFrom('tags').select('id').execute(),
    }
    await trx.updateTable('albums').set({ parent_id: null }).execute()
    for (const table of ['albums', 'photo_terms', 'photos', 'tags', 'album_grants', 'group_members'] as const)
      await trx.deleteFrom(table).execute()
    await writePeople(trx, gallery, world)
    await writeAlbums(trx, gallery, world, first)
    await writeTags(trx, world, first)
    await writePhotos(trx, gallery, world, first)
    await trx
      .updateTable('gallery_state')
      .set((eb) => ({ tree_version: eb('tree_version', '+', 1), commit_seq: eb('commit_seq', '+', 1) }))
      .execute()
    const { commit_seq } = await trx.selectFrom('gallery_state').select('commit_seq').executeTakeFirstOrThrow()
    const changes = [
      ...(['album', 'photo', 'tag'] as const).flatMap((subject) =>
        gone[subject].map(({ id }) => ({ subject, subject_id: id, action: 'deleted' })),
      ),
      ...world.photos.map((_, at) => ({ subject: 'photo' as const, subject_id: first + at, action: 'added' })),
      ...world.albums.map((_, at) => ({ subject: 'album' as const, subject_id: first + at, action: 'created' })),
      ...world.tags.map((_, at) => ({ subject: 'tag' as const, subject_id: first + at, action: 'created' })),
    ]
    await trx
      .insertInto('changes')
      .values(
        changes.map((change) => ({
          ...change,
          commit_seq: Number(commit_seq),
          at: instant(0),
          actor_kind: 'system' as const,
          reason: 'oracle',
        })),
      )
      .execute()
  })
}

const writePeople = async (trx: Writer, { users, groups, links }: OracleGallery, world: World): Promise<void> => {
  for (const [at, level] of world.users.entries())
    await trx
      .updateTable('users')
      .set({ level })
      .where('id', '=', (users[at] as TestUser).id)
      .execute()
  for (const [at, { level, isRevoked, withBelow, photos, maker }] of world.links.entries())
    await trx
      .updateTable('share_links')
      .set({
        level,
        revoked_at: isRevoked ? instant(0) : null,
        with_below: withBelow ? 1 : 0,
        photo_bits: photos?.bits ?? null,
        query: typeof photos?.question === 'number' ? (questions[photos.question]?.text ?? null) : null,
        created_by: maker === null ? null : (users[maker] as TestUser).id,
      })
      .where('id', '=', links[at] as number)
      .execute()
  const members = world.groups.flatMap((group, at) =>
    group.map((user) => ({ group_id: groups[at] as number, user_id: (users[user] as TestUser).id })),
  )
  if (members.length > 0) await trx.insertInto('group_members').values(members).execute()
}

const queryOf = ({ question, refers }: ModelAlbum, first: number): string | null => {
  if (question === null) return null
  const text = questions[question]?.text as string
  if (!refers) return text
  const reference = `${refers.isTree ? 'tree' : 'albumid'}:${first + refers.album}`
  return refers.isNegated ? `(${text}) -${reference}` : `(${text}) OR ${reference}`
}

const writeAlbums = async (trx: Writer, gallery: OracleGallery, world: World, first: number): Promise<void> => {
  await trx
    .insertInto('albums')
    .values(
      world.albums.map((album, at) => ({
        id: first + at,
        parent_id: album.parent === null ? null : first + album.parent,
        position: album.position,
        name: `Album ${at}`,
        name_words: ` album ${at} `,
        slug: `album-${at}`,
        description: null,
        visibility: album.isPrivate ? ('private' as const) : ('public' as const),
        is_locked: album.isLocked ? (1 as const) : (0 as const),
        inherits_grants: album.inherits ? (1 as const) : (0 as const),
        cover_photo_id: null,
        photo_sort: null,
        children_order: null,
        query: queryOf(album, first),
        cover_mode: album.hasRandomCover ? ('random' as const) : ('auto' as const),
        is_folder: 0 as const,
        created_by: null,
        created_at: instant(0),
        updated_at: instant(0),
      })),
    )
    .execute()
  const principals = { user: gallery.users.map(({ id }) => id), group: gallery.groups, link: gallery.links }
  const grants = world.grants.map(({ album, type, principal, bits }) => ({
    album_id: first + album,
    principal_type: type,
    principal_id: principals[type][principal] as number,
    capabilities: bits,
  }))
  if (grants.length > 0) await trx.insertInto('album_grants').values(grants).execute()
}

const writeTags = async (trx: Writer, world: World, first: number): Promise<void> => {
  await trx
    .insertInto('tags')
    .values(
      world.tags.map(({ parent }, at) => ({
        id: first + at,
        parent_id: parent === null ? null : first + parent,
        name: `tag ${at}`,
        name_key: `tag ${at}`,
        slug: `tag-${at}`,
        created_at: instant(0),
      })),
    )
    .execute()
}

const writePhotos = async (
  trx: Writer,
  { original, database, links }: OracleGallery,
  world: World,
  first: number,
): Promise<void> => {
  await trx
    .insertInto('photos')
    .values(
      world.photos.map((photo, at) => ({
        id: first + at,
        title: photo.title,
        title_key: photo.title.toLowerCase(),
        file_name: `${at}.jpg`,
        media_type: 'image' as const,
        mime_type: 'image/jpeg',
        width_px: photo.widthPx,
        height_px: photo.heightPx,
        orientation: 1,
        is_renderable: 1 as const,
        bytes: original.bytes,
        sha256: original.sha256,
        storage_key: original.key,
        taken_at: photo.created === null ? null : `${photo.created}T12:00:00.000Z`,
        taken_at_local: photo.created === null ? null : `${photo.created}T12:00:00`,
        sort_at: sortAtOf(photo),
        added_at: `${photo.posted}T12:00:00.000Z`,
        updated_at: instant(0),
        author: photo.author,
        camera_model: photo.camera,
        rating: photo.rating,
        level: photo.level,
        deleted_at: photo.isDeleted ? instant(1) : null,
      })),
    )
    .execute()
  const shared = world.links.flatMap(({ photos }, at) =>
    (photos?.picked ?? []).map((place) => ({ link_id: links[at] as number, photo_id: first + place })),
  )
  if (shared.length > 0) await trx.insertInto('share_photos').values(shared).execute()
  const placed = world.photos.flatMap((photo, at) =>
    photo.albums.map((album) => ({ album_id: first + album, photo_id: first + at, sort_at: sortAtOf(photo) })),
  )
  if (placed.length > 0) await trx.insertInto('album_photos').values(placed).execute()
  const deltas = new CountDeltas()
  for (const { albums, level, isDeleted } of world.photos)
    for (const album of albums) deltas.add(first + album, level, isDeleted ? 0 : 1)
  await deltas.apply(trx, database.support())
  const tagged = world.photos.flatMap((photo, at) =>
    photo.tags.map((tag) => ({ photo_id: first + at, tag_id: first + tag })),
  )
  if (tagged.length > 0) await trx.insertInto('photo_tags').values(tagged).execute()
  await indexTexts(
    trx,
    database.support(),
    world.photos.map((photo, at) => ({
      photoId: first + at,
      columns: {
        title: photo.title,
        description: null,
        file_name: `${at}.jpg`,
        author: photo.author,
        city: null,
        country: null,
        camera_make: null,
        camera_model: photo.camera,
        lens: null,
      },
      tags: photo.tags.map((tag) => `tag ${tag}`),
    })),
  )
}
