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
})
