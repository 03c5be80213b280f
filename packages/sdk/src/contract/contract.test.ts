import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { contract } from './contract.ts'
import { listOperations, type Operation, scopesOf } from './operation.ts'
import { routes } from './routes.ts'
import { AlbumDraft } from './schemas/album.ts'
import { ids, LocalTimestamp, name, Timestamp, text, ZonedTimestamp } from './schemas/fields.ts'
import { PhotoListQuery } from './schemas/photo.ts'
import { Credentials } from './schemas/session.ts'
import { UserDraft } from './schemas/user.ts'

const operations = listOperations(contract)
const keysOf = (schema: Operation['input']['body']): string[] =>
  Object.keys((schema as { entries?: object } | undefined)?.entries ?? {})

describe('the contract', () => {
  it('names each operation by its place', () => {
    const places = Object.entries(contract).flatMap(([group, calls]) =>
      Object.entries(calls as Record<string, Operation>).map(([call, operation]) => [`${group}.${call}`, operation.id]),
    )
    for (const [place, id] of places) expect(id).toBe(place)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  })

  it('has no route twice, and none that the routes do not have', () => {
    const all = Object.values(routes).flatMap((group) => Object.values(group))
    expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(all.length)
    expect(all).toHaveLength(operations.length)
  })

  it.each(operations.map((operation) => [operation.id, operation] as const))('%s fits together', (_, operation) => {
    const { params, query, body } = operation.input
    const inPath = [...operation.path.matchAll(/:(\w+)/g)].map(([, each]) => each)
    expect(keysOf(params)).toEqual(inPath)
    // A client passes one flat object: a name must have one place to go to.
    const names = [...keysOf(params), ...keysOf(query), ...keysOf(body)]
    expect(new Set(names).size).toBe(names.length)
    expect(query && body).toBeUndefined()
    expect(Boolean(body)).toBe(operation.encoding !== undefined)
    expect((operation.answer ?? 'json') === 'json').toBe(operation.output !== null)
    // Left out, it is not for keys, which is safe but seldom meant.
    expect(operation, 'names the scope that keys need, or null').toHaveProperty('scope')
    if (operation.auth === 'admin') expect([null, 'administer']).toContain(operation.scope)
    // A key that reads changes nothing.
    if (operation.csrf) expect(scopesOf(operation)).not.toContain('read')
    expect(operation.status === 204).toBe(operation.answer === 'none')
    // A read must be safe to repeat and to prefetch; a write must be safe from other sites.
    if (operation.method === 'GET') expect(operation.csrf).toBe(false)
    // A question that is too long for an address changes nothing either.
    else
      expect(
        operation.csrf ||
          ['session.create', 'shares.open'].includes(operation.id) ||
          ['photos.search', 'archives.create', 'archives.estimate'].includes(operation.id),
      ).toBe(true)
  })
})

describe('examples', () => {
  const withExample = operations.filter(({ example }) => example !== undefined)
  const some = withExample.map((operation) => [operation.id, operation] as const)

  it('are there for most of what is sent', () => expect(some.length).toBeGreaterThan(60))

  it.each(some)('%s is taken as it is shown', (_, { example = {}, input }) => {
    const parts = [input.params, input.query, input.body].filter((schema) => schema !== undefined)
    const names = parts.flatMap(keysOf)
    for (const name of Object.keys(example)) expect(names).toContain(name)
    for (const schema of parts) {
      const own = keysOf(schema)
      const values = Object.entries(example).filter(([name]) => own.includes(name))
      expect(v.safeParse(schema, Object.fromEntries(values)).issues).toBeUndefined()
    }
  })
})

describe('fields', () => {
  const accepts = (schema: v.GenericSchema, value: unknown): boolean => v.safeParse(schema, value).success

  it('takes calendar days that exist, only', () => {
    for (const good of ['2024-02-29T10:00:00Z', '2019-07-04T16:30:00.123Z', '0001-01-01T00:00:00Z']) {
      expect(accepts(Timestamp, good), good).toBe(true)
    }
    for (const bad of [
      '2023-02-29T10:00:00Z',
      '2019-04-31T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '2019-13-01T00:00:00Z',
      '2019-07-04T24:30:00Z',
      '2019-07-04T16:30:00+02:00',
      '2019-07-04',
      "2019-07-04' OR 1=1",
      `${'9'.repeat(40)}-01-01T00:00:00Z`,
    ]) {
      expect(accepts(Timestamp, bad), bad).toBe(false)
    }
    expect(accepts(ZonedTimestamp, '2019-07-04T18:30:00+02:00')).toBe(true)
    expect(accepts(ZonedTimestamp, '2019-02-30T18:30:00+02:00')).toBe(false)
    expect(accepts(ZonedTimestamp, '2019-07-04T18:30:00')).toBe(false)
    expect(accepts(LocalTimestamp, '2019-07-04T18:30:00')).toBe(true)
    expect(accepts(LocalTimestamp, '2019-07-04T18:30:00Z')).toBe(false)
    expect(accepts(LocalTimestamp, '2019-06-31T18:30:00')).toBe(false)
  })

  it('refuses text that would not come back as it went', () => {
    for (const bad of ['a\u0000b', 'a\ud800b', 'a\nb', '', ' \u200b ']) expect(accepts(name(20), bad), bad).toBe(false)
    for (const good of ['Ísland', 'I\u0301sland', '👩‍👩‍👧', 'x'.repeat(20)])
      expect(accepts(name(20), good), good).toBe(true)
    expect(accepts(name(20), 'x'.repeat(21))).toBe(false)
    expect(accepts(text(20), 'a\r\n\tb')).toBe(true)
    expect(accepts(text(20), 'a\u0007b')).toBe(false)
  })

  it('refuses unknown and wrongly typed fields', () => {
    expect(accepts(AlbumDraft, { name: 'a' })).toBe(true)
    expect(accepts(AlbumDraft, { name: 'a', owner: 1 })).toBe(false)
    expect(accepts(PhotoListQuery, { limit: 501 })).toBe(false)
    expect(accepts(PhotoListQuery, { limit: 1.5 })).toBe(false)
    expect(accepts(PhotoListQuery, { album: Number.NaN })).toBe(false)
    expect(accepts(PhotoListQuery, { album: 2 ** 53 })).toBe(false)
    expect(accepts(PhotoListQuery, { sort: 'id; drop table' })).toBe(false)
    expect(accepts(ids(2), [1, 1])).toBe(false)
  })

  it('bounds a password by bytes, and takes nothing but text for one', () => {
    for (const password of ['', null, 1, ['x'], {}, undefined, 'é'.repeat(513)]) {
      expect(accepts(Credentials, { username: 'u', password })).toBe(false)
    }
    expect(accepts(Credentials, { username: 'u', password: 'é'.repeat(512) })).toBe(true)
    expect(accepts(UserDraft, { username: 'u', password: 'ééé' })).toBe(false)
    expect(accepts(UserDraft, { username: 'u', password: 'éééé' })).toBe(true)
  })
})
