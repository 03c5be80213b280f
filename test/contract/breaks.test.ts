import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from 'vitrine'
import { allowedBreaks } from './allowed-breaks.ts'
import { type ApiDocument, findBreaks } from './breaks.ts'

const current = (): ApiDocument => JSON.parse(JSON.stringify(openApiDocument()))
const baseline = (): ApiDocument => JSON.parse(readFileSync(new URL('baseline.json', import.meta.url), 'utf8'))

describe('the API since its baseline', () => {
  it('breaks nothing but what is allowed, with a reason', () => {
    const breaks = findBreaks(baseline(), current())
    expect(breaks.filter((each) => !(each in allowedBreaks))).toEqual([])
    // An entry that stands for nothing any more would let the next one through unseen.
    expect(Object.keys(allowedBreaks).filter((each) => !breaks.includes(each))).toEqual([])
    for (const reason of Object.values(allowedBreaks)) expect(reason.length).toBeGreaterThan(20)
  })
})

// biome-ignore lint/suspicious/noExplicitAny: parts of the document are cut out of it and bent here
type Loose = any

describe('findBreaks', () => {
  const change = (edit: (document: Loose) => void): string[] => {
    const after = current() as Loose
    edit(after)
    return findBreaks(current(), after)
  }
  const body = (document: Loose): Loose => document.paths['/albums'].post.requestBody.content['application/json'].schema

  it.each<[string, (document: Loose) => void, string[]]>([
    ['nothing', () => {}, []],
    ['an operation is gone', (d) => delete d.paths['/albums'].post, ['albums.create: is not at POST /albums any more']],
    [
      'guests are shut out',
      (d) => d.paths['/albums'].get.security.shift(),
      ['albums.list: guests may not ask any more'],
    ],
    [
      'a parameter is gone',
      (d) =>
        d.paths['/albums'].get.parameters.splice(
          d.paths['/albums'].get.parameters.findIndex((one: Loose) => one.name === 'parent'),
          1,
        ),
      ['albums.list.parent: is gone'],
    ],
    [
      'a bound is narrower',
      (d) => (d.paths['/albums'].get.parameters.find((one: Loose) => one.name === 'limit').schema.maximum = 100),
      ['albums.list.limit: maximum is lower'],
    ],
    [
      'input becomes required',
      (d) => body(d).required.push('parentId'),
      ['albums.create body.parentId: has to be sent now'],
    ],
    ['an input field is gone', (d) => delete body(d).properties.parentId, ['albums.create body.parentId: is gone']],
    [
      'another status',
      (d) => {
        d.paths['/albums'].post.responses[200] = d.paths['/albums'].post.responses[201]
        delete d.paths['/albums'].post.responses[201]
      },
      ['albums.create: does not answer 201 any more'],
    ],
    ['a new optional field', (d) => (body(d).properties.colour = { type: 'string' }), []],
    [
      'a new field of answers',
      (d) => {
        d.components.schemas.Album.properties.x = { type: 'string' }
        d.components.schemas.Album.required.push('x')
      },
      [],
    ],
  ])('%s', (_what, edit, expected) => expect(change(edit)).toEqual(expected))

  it('knows what is gone from an answer, wherever a named shape stands', () => {
    const breaks = change((d) => delete d.components.schemas.Camera.properties.make)
    expect(breaks).toContain('photos.get answer.camera.make: is gone')
    expect(breaks).toContain('photos.list answer.items[].camera.make: is gone')
  })

  it('knows that null, answered where it never was, breaks', () => {
    const breaks = change(
      (d) => (d.components.schemas.Album.properties.name = { anyOf: [{ type: 'string' }, { type: 'null' }] }),
    )
    expect(breaks).toContain('albums.get answer.name: null is answered now')
  })
})
