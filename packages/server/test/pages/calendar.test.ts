import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { describeDialects } from '../../../core/test/dialects.ts'

describeDialects('the calendar turns', (context) => {
  let server: VitrineServer
  let album: number

  beforeAll(async () => {
    const world = await context.openTestGallery()
    server = createServer(world.gallery)
    album = (await world.addAlbum('Open', { visibility: 'public' })).id
    const hidden = (await world.addAlbum('Closed', { visibility: 'private' })).id
    const other = (await world.addAlbum('Other', { visibility: 'public' })).id
    for (const [own, taken] of [
      [album, '2017:11:05'],
      [album, '2017:12:24'],
      [hidden, '2018:06:01'],
      [other, '2018:07:09'],
      [album, '2019:01:02'],
      [album, '2019:01:31'],
      [album, '2019:03:02'],
    ] as const)
      await world.addPhoto(own, { taken: `${taken} 10:00:00` })
  })
  afterAll(() => server?.close())

  /** Where the page before and the page after are. */
  const turns = async (path: string): Promise<(string | null)[]> => {
    const response = await server.fetch(new Request(`http://gallery.test${path}`))
    expect([path, response.status]).toEqual([path, 200])
    const html = await response.text()
    return ['Previous', 'Next'].map(
      (name) => new RegExp(`href="([^"]*)" aria-label="${name}: `).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null,
    )
  }

  it('from a month to the nearest one with photos, over the end of the year', async () => {
    expect(await turns('/calendar/2019/01')).toEqual(['/calendar/2018/07', '/calendar/2019/03'])
    expect(await turns('/calendar/2017/12')).toEqual(['/calendar/2017/11', '/calendar/2018/07'])
    expect(await turns('/calendar/2019/03')).toEqual(['/calendar/2019/01', null])
    // Also from where there are none.
    expect(await turns('/calendar/2018/01')).toEqual(['/calendar/2017/12', '/calendar/2018/07'])
  })

  it('from a day over the ends of months and years', async () => {
    expect(await turns('/calendar/2019/01/02')).toEqual(['/calendar/2018/07/09', '/calendar/2019/01/31'])
    expect(await turns('/calendar/2019/01/31')).toEqual(['/calendar/2019/01/02', '/calendar/2019/03/02'])
    expect(await turns('/calendar/2017/11/05')).toEqual([null, '/calendar/2017/12/24'])
  })

  it('within an album, and with parts that are any', async () => {
    expect(await turns(`/calendar/2019/01?album=${album}`)).toEqual([
      `/calendar/2017/12?album=${album}`,
      `/calendar/2019/03?album=${album}`,
    ])
    expect(await turns('/calendar/2019/any/02')).toEqual(['/calendar/2018/any/09', '/calendar/2019/any/31'])
    expect(await turns('/calendar/any/11')).toEqual(['/calendar/any/07', '/calendar/any/12'])
    expect(await turns('/calendar/any/12/24')).toEqual(['/calendar/any/11/05', null])
    expect(await turns('/calendar/2019/any')).toEqual([null, null])
  })

  it('from a week to the nearest one with photos, over the end of the year', async () => {
    // 2 January 2019 is in week 1, 24 December 2017 in week 51.
    expect(await turns('/calendar/weeks/2019/01')).toEqual(['/calendar/weeks/2018/28', '/calendar/weeks/2019/05'])
    expect(await turns('/calendar/weeks/2017/51')).toEqual(['/calendar/weeks/2017/44', '/calendar/weeks/2018/28'])
    expect(await turns(`/calendar/weeks/2019/01?album=${album}`)).toEqual([
      `/calendar/weeks/2017/51?album=${album}`,
      `/calendar/weeks/2019/05?album=${album}`,
    ])
    expect(await turns('/calendar/weeks/any/51')).toEqual(['/calendar/weeks/any/44', null])
    expect(await turns('/calendar/weeks/2019/any/6')).toEqual(['/calendar/weeks/2019/any/4', null])
    expect(await turns('/calendar/weeks/2019')).toEqual(['/calendar/weeks/2018', null])
  })

  it('BRW-16: by weeks lists their days and photos', async () => {
    const get = async (path: string) => {
      const response = await server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual' }))
      return { response, html: await response.text() }
    }
    const year = await get('/calendar/weeks/2019')
    expect(year.html).toContain('<span class="calendar-name">Week 5</span>')
    expect(year.html).toMatch(/28 January\s–\s3 February · 1 photo/)
    expect(year.html).toMatch(/href="\/calendar\/2019"[^>]*>Months/)
    const week = await get('/calendar/weeks/2019/01')
    expect(week.html).toMatch(/<h1>Week 1: 31 December 2018\s–\s6 January 2019<\/h1>/)
    expect(week.html).toContain('title="2 January 2019: 1 photo"')
    expect(week.html).toMatch(/\/photos\/\d+\?date=created:2019-W01/)
    const every = await get('/calendar/weeks/any/any/6')
    expect(every.html).toContain('<h1>Saturday</h1>')
    const photo = /href="(\/photos\/\d+\?date=created:\*-W\*-6)"/.exec(every.html)?.[1] ?? ''
    expect((await get(photo)).html).toContain('aria-current')
    const { response } = await get('/calendar/weeks/2019/01/3?by=posted')
    expect([response.status, response.headers.get('location')]).toEqual([301, '/calendar/2019/01/02?by=posted'])
    for (const path of ['2019/53', '2019/1', 'any/54', 'any/any/8', '2019/01/02/03'])
      expect((await get(`/calendar/weeks/${path}`)).response.status, path).toBe(404)
  })
})
