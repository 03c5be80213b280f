import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBits, toBits } from '../../src/access/capabilities.ts'
import { effectiveGrantsOf, explainAlbum } from '../../src/access/explain.ts'
import type { Rights } from '../../src/access/rights.ts'
import { buildTree, isPrivate, withGrants } from '../../src/access/tree.ts'
import { type AccessClass, classKeyOf, computeView } from '../../src/access/view.ts'
import { describeDialects } from '../dialects.ts'
import { modelOf, worlds } from '../rights-model.ts'

const toRights = (tree: Rights['tree'], access: AccessClass): Rights => ({
  everywhere: access.everywhere,
  level: 0,
  userId: null,
  roleKey: null,
  roleId: null,
  linkId: null,
  terms: null,
  scopes: null,
  photos: null,
  shutOut: false,
  access,
  fields: new Map() as never,
  imaging: null,
  tree,
  view: computeView(tree, access),
  commit: null,
  classKey: classKeyOf(access),
})

const bits = fc.integer({ min: 0, max: 127 })
const classes = fc.record({
  everywhere: fc.oneof(fc.constant(0), bits),
  visible: bits,
  principals: fc.subarray(['group:0', 'group:1', 'user:0', 'user:1', 'user:2']),
  confined: fc.boolean(),
  limit: fc.constantFrom(127, 7),
  ceiling: fc.constantFrom(127, 3, 67),
  maker: fc.option(fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bits) => ({ key: `${bits}`, bits }))),
})

describe('an explanation', () => {
  it('comes to what the view comes to, on random trees, for every class', () => {
    fc.assert(
      fc.property(worlds, classes, (world, access) => {
        const albums = world.albums.map((album, index) => ({
          id: index + 1,
          parentId: album.parent === null ? null : album.parent + 1,
          position: album.position,
          isPrivate: album.isPrivate,
          isLocked: album.isLocked,
          inheritsGrants: album.inherits,
          theme: null,
        }))
        const grants = world.grants.map((grant) => ({
          albumId: grant.album + 1,
          principal: `${grant.type}:${grant.principal}`,
          bits: grant.bits,
        }))
        const tree = buildTree(1, albums, grants)
        // Grants put onto a tree that was there are those of a tree built with them.
        const other = withGrants(buildTree(0, albums, []), 1, grants)
        expect([...other.grants]).toEqual([...tree.grants])
        const rights = toRights(tree, access)
        for (const { id } of albums) {
          const place = tree.placeOf(id) as number
          const explained = explainAlbum(rights, id)
          expect(toBits(explained.capabilities)).toBe(rights.view.bits[place])
          expect(explained.sees).toBe(((rights.view.bits[place] as number) & 1) !== 0)
          const kinds = explained.reasons.map(({ kind }) => kind)
          if (explained.sees) expect(kinds.some((kind) => ['public', 'granted', 'role'].includes(kind))).toBe(true)
          else
            expect(
              kinds.some((kind) => ['private', 'hidden-parent', 'confined', 'locked', 'not-shared'].includes(kind)),
            ).toBe(true)
          if (kinds.includes('private')) expect(tree.flags.some((flags) => (flags & isPrivate) !== 0)).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('lists the grants that make up what the model says is granted', () => {
    fc.assert(
      fc.property(worlds, fc.nat(2), (world, user) => {
        const tree = buildTree(
          1,
          world.albums.map(({ parent, position, inherits }, index) => ({
            id: index + 1,
            parentId: parent === null ? null : parent + 1,
            position,
            isPrivate: true,
            isLocked: false,
            inheritsGrants: inherits,
            theme: null,
          })),
          world.grants.map(({ album, type, principal, bits: granted }) => ({
            albumId: album + 1,
            principal: `${type}:${principal}`,
            bits: granted,
          })),
        )
        const all = toRights(tree, { everywhere: 127, visible: 0, principals: [] })
        const closed = {
          ...world,
          albums: world.albums.map((album) => ({ ...album, isPrivate: true, isLocked: false })),
        }
        const model = modelOf(closed, user)
        for (const index of world.albums.keys()) {
          const { grants } = effectiveGrantsOf(all, index + 1)
          const mine = grants.filter(({ principal }) =>
            principal.type === 'user' ? principal.id === user : world.groups[principal.id]?.includes(user),
          )
          const union = mine.reduce((sum, grant) => sum | toBits(grant.capabilities), 0)
          expect(fromBits((union & 1) === 0 ? 0 : union)).toEqual(fromBits(model.bitsOn(index)))
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describeDialects('an explanation', ({ openTestGallery }) => {
  it('says what to change', async () => {
    const { system, addAlbum, addUser, addGroup, addPhoto, grant } = await openTestGallery()
    const ann = await addUser('ann')
    const family = await addGroup('Family', [ann])
    const top = await addAlbum('Top', { visibility: 'private' })
    const below = await addAlbum('Below', { parentId: top.id, visibility: 'private' })
    const cut = await addAlbum('Cut', { parentId: below.id, visibility: 'private' })
    await grant(top.id, [['group', family, 'download']])
    await grant(cut.id, [['user', ann.id, 'view']], { inherit: false })
    const photo = await addPhoto(below.id, { level: 4 })
    const granted = {
      kind: 'granted',
      albumId: top.id,
      principal: { type: 'group', id: family },
      capabilities: ['view', 'download'],
    }
    expect(await system.rights.explain(ann.actor, { album: below.id })).toEqual({
      sees: true,
      capabilities: ['view', 'download'],
      level: 0,
      reasons: [granted],
      albums: [],
    })
    expect((await system.rights.explain({ user: ann.id }, { album: cut.id })).reasons).toEqual([
      granted,
      { kind: 'override', albumId: cut.id },
      { kind: 'granted', albumId: cut.id, principal: { type: 'user', id: ann.id }, capabilities: ['view'] },
    ])
    expect((await system.rights.explain('guest', { album: below.id })).reasons).toEqual([
      { kind: 'private', albumId: top.id },
      { kind: 'private', albumId: below.id },
    ])
    expect(await system.rights.explain({ user: ann.id }, { photo: photo.id })).toMatchObject({
      sees: false,
      reasons: [{ kind: 'level', photoLevel: 4 }],
      albums: [{ albumId: below.id, sees: true }],
    })
    await system.albums.update(top.id, { locked: true })
    const locked = await system.rights.explain({ user: ann.id }, { photo: photo.id })
    expect(locked.albums[0]?.reasons).toContainEqual({ kind: 'locked', albumId: top.id })
    await system.photos.delete([photo.id])
    expect((await system.rights.explain({ kind: 'system', reason: 'x' }, { photo: photo.id })).reasons).toContainEqual({
      kind: 'in-trash',
    })
    const effective = await system.rights.effectiveGrants(cut.id)
    expect(effective).toMatchObject({
      overriddenAt: cut.id,
      grants: [{ principal: { type: 'user', id: ann.id }, isInherited: false, albumId: cut.id }],
      stopped: [{ principal: { type: 'group', id: family }, isInherited: true, albumId: top.id }],
    })
  })
})
