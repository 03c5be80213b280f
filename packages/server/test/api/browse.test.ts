import type { Client } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('browsing', (world) => {
  it('AZ-11, AZ-12, AZ-14: answers each asker from the photos it may see', async () => {
    const { client, as, albums, photos } = world()
    const askers: [Client, { photos: number; tags: string[] }][] = [
      [client(), { photos: 1, tags: ['tag red'] }],
      [await as('admin'), { photos: 2, tags: ['tag blue canary', 'tag red'] }],
    ]
    for (const [asker, expected] of askers) {
      const found = await asker.browse.facets({ facets: ['tag', 'width', 'orientation'] })
      expect(found.photos).toBe(expected.photos)
      const [tags, widths, shapes] = found.facets
      expect(tags?.type === 'values' && tags.values.map(({ label }) => label).sort()).toEqual(expected.tags)
      expect(widths).toMatchObject({ type: 'range', min: 90, max: 90 })
      expect(shapes).toMatchObject({ distinct: 1, values: [{ value: 'landscape', photos: expected.photos }] })
      for (const facet of found.facets)
        for (const { query, photos: count } of facet.type === 'values' ? facet.values : [])
          expect((await asker.photos.list({ q: query })).total, query).toBe(count)

      const cloud = await asker.browse.tagCloud()
      expect(cloud.items.map(({ name }) => name)).toEqual(expected.tags)
      expect(await asker.browse.tagIndex({ limit: 1 })).toMatchObject({
        items: [{ initial: 'T', total: expected.tags.length, tags: [{ name: expected.tags[0] }] }],
      })
      const year = new Date(photos.open.addedAt).getUTCFullYear()
      const posted = await asker.browse.calendar({ by: 'posted' })
      expect(posted).toMatchObject({ unit: 'year', photos: expected.photos, undated: 0 })
      expect(posted.cells).toMatchObject([{ value: year, photos: expected.photos }])
      expect(posted.cells[0]?.cover?.photoId).toBe(asker === askers[0]?.[0] ? photos.open.id : photos.hidden.id)
      expect(await asker.browse.calendar({ by: 'posted', year: 'any', month: 'any' })).toMatchObject({ unit: 'day' })
      expect(await asker.browse.calendar()).toMatchObject({ cells: [], undated: expected.photos })
      expect(await asker.browse.map()).toMatchObject({ clusters: [], photos: 0, withoutPosition: expected.photos })
      const recent = await asker.browse.recentAlbums({ days: 1 })
      expect(recent.items.length).toBe(expected.photos)
      expect(recent.items.every(({ newPhotos }) => newPhotos === 1)).toBe(true)
      expect(await asker.browse.popularPhotos({ by: 'rating' })).toEqual({ items: [] })
      expect(await asker.browse.popularPhotos({ by: 'visits' })).toEqual({ items: [] })
      expect(await asker.browse.relatedTags({ album: albums.open.id })).toMatchObject({ items: [{ name: 'tag red' }] })
      expect(await asker.browse.relatedAlbums({ album: albums.open.id })).toEqual({ items: [] })
    }
  })

  it('AZ-13: answers for what is hidden exactly as for what does not exist', async () => {
    const { request, albums } = world()
    const paths = ['search/facets', 'calendar', 'map', 'tags/cloud', 'tags/related', 'albums/related', 'albums/recent']
    for (const path of [...paths.map((each) => `${each}?`), 'photos/popular?by=rating&']) {
      const [hidden, absent] = await Promise.all(
        [albums.hidden.id, 999_999].map(async (album) => {
          const response = await request(`/api/v1/${path}album=${album}`)
          return { status: response.status, body: await response.json() }
        }),
      )
      expect(hidden, path).toEqual(absent)
      expect(hidden?.status).toBe(404)
    }
  })

  it('names the field that is wrong', async () => {
    const { request } = world()
    const wrong = [
      ['search/facets?facets=nothing', 'facets.0'],
      ['search/facets?limit=201', 'limit'],
      ['search/facets?withoutOwn=perhaps', 'withoutOwn'],
      ['calendar?year=2020&month=13', 'month'],
      ['calendar?month=3', 'month'],
      ['calendar?year=last', 'year'],
      ['calendar?by=never', 'by'],
      ['map?zoom=19', 'zoom'],
      ['map?south=91', 'south'],
      ['map?south=5&north=4', 'box'],
      ['tags/cloud?limit=0', 'limit'],
      ['tags/index?initial=x', 'initial'],
      ['albums/recent?days=367', 'days'],
      ['photos/popular', 'by'],
    ] as const
    for (const [path, field] of wrong) {
      const response = await request(`/api/v1/${path}`)
      expect(response.status, path).toBe(400)
      const { error } = (await response.json()) as { error: { code: string; issues: { path: string }[] } }
      expect([error.code, error.issues.map((issue) => issue.path)], path).toEqual(['INPUT_INVALID', [field]])
    }
  })
})
