import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { CountDeltas } from '../src/albums/album-counts.store.ts'
import type { Writer } from '../src/db/database.ts'
import type { ActorGallery } from '../src/gallery.types.ts'
import type { TestGallery } from '../src/testing/test-gallery.ts'
import { describeDialects } from './dialects.ts'
import { actors, type ModelActor, modelOf, tagCount, type WorldModel, worlds } from './rights-model.ts'
import { allPages, type TestUser, type TestWorld } from './world.ts'

const runs = 300
const at = '2024-01-01T12:00:00.000Z'
const instant = (index: number) => `2020-01-01T00:00:0${index % 4}.000Z`

describeDialects('rights on random galleries', ({ openTestGallery }) => {
  it('are those of a model that is plainly right, on every surface', { timeout: 120_000 }, async () => {
    const world = await openTestGallery()
    const users = [await world.addUser('u0'), await world.addUser('u1'), await world.addUser('u2')]
    const admin = await world.addUser('admin', { role: 'admin' })
    const groups = [await world.addGroup('g0', []), await world.addGroup('g1', [])]
    const people = { users, admin, groups }
    let firstId = 1
    await fc.assert(
      fc.asyncProperty(worlds, fc.array(actors, { minLength: 1, maxLength: 2 }), async (model, asked) => {
        // Ids never come back, as in a real gallery: caches of an earlier world must not answer for a later one.
        firstId += 100
        await write(world, model, firstId, people)
        for (const actor of asked) await compare(world, model, actor, firstId, people)
      }),
      { numRuns: runs, ...(process.env.VITRINE_TEST_SEED ? { seed: Number(process.env.VITRINE_TEST_SEED) } : {}) },
    )
  })
})

interface People {
  users: readonly TestUser[]
  admin: TestUser
  groups: readonly number[]
}

/** Puts the model into the tables in place of what was there, as the services would have written it. */
const write = async ({ db }: TestWorld, model: WorldModel, first: number, people: People): Promise<void> => {
  await db.write.transaction().execute(async (trx) => {
    await trx.updateTable('albums').set({ parent_id: null }).execute()
    for (const table of ['albums', 'photos', 'tags', 'album_grants', 'group_members'] as const)
      await trx.deleteFrom(table).execute()
    for (const [index, user] of people.users.entries())
      await trx
        .updateTable('users')
        .set({ level: model.users[index] ?? 0 })
        .where('id', '=', user.id)
        .execute()
    const members = model.groups.flatMap((group, index) =>
      group.map((user) => ({ group_id: people.groups[index] as number, user_id: people.users[user]?.id as number })),
    )
    if (members.length > 0) await trx.insertInto('group_members').values(members).execute()
    await writeAlbums(trx, model, first, people)
    await writePhotos(trx, model, first)
    await trx
      .updateTable('gallery_state')
      .set((eb) => ({ tree_version: eb('tree_version', '+', 1), commit_seq: eb('commit_seq', '+', 1) }))
      .execute()
    const { commit_seq } = await trx.selectFrom('gallery_state').select('commit_seq').executeTakeFirstOrThrow()
    const change = {
      at: instant(0),
      actor_kind: 'system',
      reason: 'test',
      action: 'written',
      subject: 'photo',
    } as const
    // Those of the world before, which are gone, and those of this one.
    const changes = Array.from({ length: 200 }, (_, index) => ({
      ...change,
      commit_seq,
      subject_id: Math.max(1, first - 100 + index),
    }))
    await trx.insertInto('changes').values(changes).execute()
  })
}

const writeAlbums = async (trx: Writer, model: WorldModel, first: number, people: People): Promise<void> => {
  await trx
    .insertInto('albums')
    .values(
      model.albums.map((album, index) => ({
        id: first + index,
        parent_id: album.parent === null ? null : first + album.parent,
        position: album.position,
        name: `Album ${index}`,
        name_words: ` album ${index} `,
        slug: `album-${index}`,
        description: null,
        visibility: album.isPrivate ? ('private' as const) : ('public' as const),
        is_locked: album.isLocked ? (1 as const) : (0 as const),
        inherits_grants: album.inherits ? (1 as const) : (0 as const),
        cover_photo_id: null,
        is_folder: 0 as const,
        created_by: null,
        created_at: at,
        updated_at: at,
      })),
    )
    .execute()
  const grants = model.grants.map(({ album, type, principal, bits }) => ({
    album_id: first + album,
    principal_type: type,
    principal_id: (type === 'user' ? people.users[principal]?.id : people.groups[principal]) as number,
    capabilities: bits,
  }))
  if (grants.length > 0) await trx.insertInto('album_grants').values(grants).execute()
}

const writePhotos = async (trx: Writer, model: WorldModel, first: number): Promise<void> => {
  await trx
    .insertInto('photos')
    .values(
      model.photos.map(({ level, isDeleted }, index) => ({
        id: first + index,
        file_name: `${index}.jpg`,
        media_type: 'image' as const,
        mime_type: 'image/jpeg',
        width_px: 12,
        height_px: 8,
        orientation: 1,
        is_renderable: 1 as const,
        bytes: 100,
        sha256: createHash('sha256')
          .update(`${first + index}`)
          .digest('hex'),
        sort_at: instant(index),
        added_at: at,
        updated_at: at,
        level,
        deleted_at: isDeleted ? at : null,
      })),
    )
    .execute()
  const links = model.photos.flatMap(({ albums }, index) =>
    albums.map((album) => ({ album_id: first + album, photo_id: first + index, sort_at: instant(index) })),
  )
  if (links.length > 0) await trx.insertInto('album_photos').values(links).execute()
  const deltas = new CountDeltas()
  for (const { albums, level, isDeleted } of model.photos)
    for (const album of albums) deltas.add(first + album, level, isDeleted ? 0 : 1)
  await deltas.apply(trx)

  const tags = Array.from({ length: tagCount }, (_, tag) => ({
    id: first + tag,
    parent_id: null,
    name: `tag ${tag}`,
    name_key: `tag ${tag}`,
    slug: `tag-${tag}`,
    created_at: at,
  }))
  await trx.insertInto('tags').values(tags).execute()
  const tagged = model.photos.flatMap((photo, index) =>
    photo.tags.map((tag) => ({ photo_id: first + index, tag_id: first + tag })),
  )
  if (tagged.length > 0) await trx.insertInto('photo_tags').values(tagged).execute()
}

const compare = async (
  { gallery }: TestGallery,
  model: WorldModel,
  asked: ModelActor,
  first: number,
  people: People,
): Promise<void> => {
  const user = asked === 'admin' ? people.admin : typeof asked === 'number' ? people.users[asked] : undefined
  const as = gallery.as(user?.actor ?? guest)
  const expected = modelOf(model, asked)
  const sorted = (photos: readonly number[]) =>
    photos.map((index) => first + index).sort((a, b) => instant(a - first).localeCompare(instant(b - first)) || a - b)
  const idsOf = async (scope: Parameters<ActorGallery['photos']['list']>[0]) => {
    const total = (await as.photos.list({ ...scope, limit: 1 })).total
    const ids = (await allPages((cursor) => as.photos.list({ ...scope, limit: 4, cursor }))).map((photo) => photo.id)
    expect(total).toBe(ids.length)
    return ids
  }
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'found',
      (error: { code: string }) => error.code,
    )

  expect(await idsOf({ sort: 'takenAt' })).toEqual(sorted(expected.photos))
  for (const index of model.albums.keys()) {
    const album = first + index
    if (!expected.albums.includes(index)) {
      expect(await codeOf(as.albums.get(album))).toBe('ALBUM_NOT_FOUND')
      expect(await codeOf(as.photos.list({ album }))).toBe('ALBUM_NOT_FOUND')
      continue
    }
    const found = await as.albums.get(album)
    const below = expected.shownBelow(index)
    expect({
      parentId: found.parentId,
      counts: found.counts,
      bits: found.capabilities.length,
      hasCover: found.coverPhotoId !== null,
    }).toEqual({
      parentId: below === null ? null : first + below,
      counts: {
        photos: expected.direct(index).length,
        photosBelow: expected.recursive(index).length,
        albums: expected.albums.filter((other) => expected.shownBelow(other) === index).length,
      },
      bits: [...expected.bitsOn(index).toString(2)].filter((bit) => bit === '1').length,
      hasCover: expected.recursive(index).length > 0,
    })
    if (found.coverPhotoId !== null) expect(expected.recursive(index)).toContain(found.coverPhotoId - first)
    if (index > 3) continue
    expect(await idsOf({ album })).toEqual(sorted(expected.direct(index)))
    expect(await idsOf({ album, recursive: true })).toEqual(sorted(expected.recursive(index)))
  }
  const roots = await allPages((cursor) => as.albums.list({ parent: null, limit: 3, cursor }))
  expect(roots.map((album) => album.id - first).sort((a, b) => a - b)).toEqual(
    expected.albums.filter((index) => expected.shownBelow(index) === null),
  )

  const tags = Array.from({ length: tagCount }, (_, tag) => tag).filter((tag) => expected.tagged(tag).length > 0)
  const listed = await as.tags.list()
  expect(listed.items.map((tag) => [tag.id - first, tag.photos])).toEqual(
    tags.map((tag) => [tag, expected.tagged(tag).length]),
  )
  expect(listed.total).toBe(tags.length)
  if (tags[0] !== undefined)
    expect(await idsOf({ tag: first + tags[0], sort: 'takenAt' })).toEqual(sorted(expected.tagged(tags[0])))

  for (const index of [...model.photos.keys()].slice(0, 5)) {
    const id = first + index
    if (!expected.photos.includes(index)) {
      expect(await codeOf(as.photos.get(id))).toBe('PHOTO_NOT_FOUND')
      continue
    }
    const photo = await as.photos.get(id)
    expect(photo.albumIds).toEqual(expected.albumsOf(index).map((album) => first + album))
    const order = sorted(expected.photos)
    const place = order.indexOf(id)
    const { previous, next, position, total } = await as.photos.neighbours(id, { sort: 'takenAt' })
    expect([previous?.id, next?.id, position, total]).toEqual([
      order[place - 1],
      order[place + 1],
      place + 1,
      order.length,
    ])
  }
}
