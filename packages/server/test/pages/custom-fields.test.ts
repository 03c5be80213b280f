import { parseQuery, printQuery } from '@vitrine/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { describeDialects } from '../../../core/test/dialects.ts'
import type { TestWorld } from '../../../core/test/world.ts'

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
const toPlain = (text: string): string => text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => entities[name] ?? '')

/** What a browser would send of the bar as it stands, without any script. */
const formOf = (html: string): URLSearchParams => {
  const form = /<form class="filters".*?<\/form>/s.exec(html)?.[0] ?? ''
  const entries = [...form.matchAll(/<input [^>]*>/g)].flatMap(([input]): [string, string][] => {
    const of = (name: string) => toPlain(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
    const isSent = !/type="(?:checkbox|radio)"/.test(input) || / checked>/.test(input)
    return isSent ? [[of('name'), of('value')]] : []
  })
  return new URLSearchParams(entries)
}

/** What a query asks for, whatever the order it is written in. */
const partsOf = (text: string): string[] => {
  const query = parseQuery(text)
  return (query.type === 'and' ? query.of : [query])
    .map((part) => (part.type === 'or' ? part.of : [part]).map(printQuery).sort().join(' OR '))
    .sort()
}

describeDialects('custom fields in the filter bar', (context) => {
  let world: TestWorld
  let server: VitrineServer
  const ids = new Map<number, string>()

  beforeAll(async () => {
    const opened = await context.openTestGallery()
    world = opened
    server = createServer(opened.gallery)
    for (const draft of [
      { name: 'Condition', type: 'choice', choices: ['Mint', 'Slightly "worn"', 'Lost'] },
      { name: 'Depth', type: 'number' },
      { name: 'Received', type: 'date' },
      { name: 'Notes', type: 'text' },
      { name: 'On loan', type: 'boolean' },
      { name: 'Process', type: 'choice', choices: ['Cyanotype'] },
    ] as const)
      await world.system.fields.create({ subject: 'photo', ...draft })
    await world.system.fields.create({ subject: 'album', name: 'Of albums', type: 'text' })
    const album = (await world.addAlbum('Open', { visibility: 'public' })).id
    const hidden = (await world.addAlbum('Closed', { visibility: 'private' })).id
    for (const [name, own, fields] of [
      ['a', album, { condition: 'Mint', depth: -5, received: '2019-07-04', 'on-loan': true, notes: 'Seaside at dusk' }],
      ['b', album, { condition: 'Slightly "worn"', depth: 12.5, received: '2021-01-31', 'on-loan': false }],
      ['c', album, { notes: 'By the sea' }],
      ['d', hidden, { condition: 'Lost', process: 'Cyanotype', notes: 'sea' }],
    ] as const)
      ids.set((await world.addPhoto(own, { fields })).id, name)
  })
  afterAll(() => server?.close())

  const ask = (path: string) => server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual' }))
  const read = async (q: string): Promise<string> => {
    const response = await ask(`/search?${new URLSearchParams({ q })}`)
    expect([q, response.status]).toEqual([q, 200])
    // What people wrote stands apart from the direction of what is around it, which is nothing to these tests.
    return (await response.text()).replaceAll(/<\/?bdi>| dir="auto"/g, '')
  }
  const submit = async (form: URLSearchParams): Promise<string> => {
    const response = await ask(`/search?${form}`)
    expect(response.status).toBe(302)
    return new URL(response.headers.get('location') ?? '', 'http://gallery.test').searchParams.get('q') ?? ''
  }
  const shown = (html: string): string =>
    [...html.matchAll(/data-photo="(\d+)"/g)]
      .map(([, id]) => ids.get(Number(id)))
      .sort()
      .join('')

  it('are offered before anything was asked, under their names, with what there is to choose', async () => {
    const html = await read('')
    for (const name of ['Condition', 'Depth', 'Received', 'Notes', 'On loan', 'Process'])
      expect(html).toContain(`<span class="filter-label">${name}</span>`)
    expect(html).not.toContain('Of albums')
    // More than three of them are folded away.
    expect(html.indexOf('>Condition<')).toBeGreaterThan(html.indexOf('class="filter-more"'))
    const choices = [
      ...html.matchAll(/name="field\.([\w-]+)" value="([^"]*)"><span class="filter-choice">([^<]*)<\/span>.*?>(\d+)</g),
    ].map(([, field, value, label, count]) => [field, toPlain(value ?? ''), toPlain(label ?? ''), count])
    expect(choices).toEqual([
      ['condition', '="Mint"', 'Mint', '1'],
      ['condition', '="Slightly ""worn"""', 'Slightly "worn"', '1'],
      ['condition', '""', 'None', '1'],
      ['on-loan', '="true"', 'Yes', '1'],
      ['on-loan', '="false"', 'No', '1'],
      ['on-loan', '""', 'None', '1'],
    ])
    expect(html).toContain('No photo here has a value.')
    expect(html).toMatch(/name="fieldFrom.depth" type="number" value="" step="any"/)
    expect(html).toMatch(/name="fieldTo.received" type="date"/)
  })

  it('lead to the photos that fit', async () => {
    for (const [entries, q, found] of [
      [{ 'fieldText.notes': 'sea' }, 'field.notes:*sea*', 'ac'],
      [{ 'fieldText.notes': 'the sea' }, 'field.notes:"the sea"', 'c'],
      [{ 'fieldText.notes': '"sea"' }, 'field.notes:"sea"', 'c'],
      [{ 'fieldFrom.depth': '-5', 'fieldTo.depth': '0' }, 'field.depth:-5..0', 'a'],
      [{ 'fieldFrom.depth': '12.50' }, 'field.depth:>=12.5', 'b'],
      [{ 'fieldFrom.depth': '-5', 'fieldTo.depth': '-5' }, 'field.depth:-5', 'a'],
      [{ 'fieldFrom.received': '2020-01-01' }, 'field.received:>=2020-01-01', 'b'],
      [{ 'fieldTo.received': '2019-07-04' }, 'field.received:<=2019-07-04', 'a'],
      [{ 'field.condition': '="Slightly ""worn"""' }, 'field.condition:="Slightly ""worn"""', 'b'],
      [{ 'field.condition': '""' }, 'field.condition:', 'c'],
      [{ 'field.on-loan': '="false"' }, 'field.on-loan:="false"', 'b'],
    ] as const) {
      expect(await submit(new URLSearchParams({ bar: '1', ...entries }))).toBe(q)
      expect([q, shown(await read(q))]).toEqual([q, found])
    }
  })

  it('are sent back as they were, whatever the query says', async () => {
    for (const q of [
      'field.notes:*sea*',
      'field.notes:sea',
      'field.notes:"the sea"',
      'field.notes:(*sea* OR *dusk*)',
      'field.notes:* field.condition:',
      'field.depth:-5..12.5 field.depth:>3',
      'field.depth:>=-5',
      'field.depth:5',
      'field.received:2019',
      'field.received:2019-07-04..2020-01-01',
      'field.on-loan:yes',
      '(field.on-loan:="false" OR field.on-loan:)',
      '(field.condition:="Mint" OR field.condition:="Slightly ""worn""" OR field.condition:mint)',
      'field.unknown:x',
      'sea field.process:="Cyanotype" -field.notes:fog',
    ]) {
      const written = await submit(formOf(await read(q)))
      expect(partsOf(written)).toEqual(partsOf(q))
      expect(await submit(formOf(await read(written)))).toBe(written)
    }
  })

  it('name what is set, and how to be rid of it', async () => {
    const html = await read('field.notes:*sea* field.depth:<=3 field.on-loan:yes')
    for (const text of ['Notes: sea', 'Depth: ≤ 3', 'On loan: Yes']) expect(html).toContain(`>${text}<`)
    expect(html).toContain('href="/search?q=field.depth:%3C%3D3+field.on-loan:yes" aria-label="Remove Notes: sea"')
    expect(html).toContain('name="fieldTo.depth" type="number" value="3"')
    // Nobody typed that: it is not read out.
    expect(html).not.toContain('for “field')
  })
})
