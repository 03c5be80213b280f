import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
// The built program: `inject('vitrineCli')` in cli.ts.
import { clientOf, paint, useFolder } from './cli.ts'

const { path, run, serve } = useFolder()

describe('vitrine metadata', () => {
  it('exports photos as a table, and imports it after a look at what would change', async () => {
    await mkdir(path('data'))
    await paint(path('Trip', '1.jpg'))
    await paint(path('Trip', '2.jpg'), { width: 30, height: 40 })
    const data = ['--data', path('data')]
    await run(['import', path('Trip'), ...data])
    const ended = await run(['metadata', 'export', ...data])
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect(ended.stdout.split('\r\n')).toHaveLength(4)
    await run(['metadata', 'export', ...data, '-o', path('photos.ndjson'), '--query', 'file:2'])
    const [record, ...others] = (await readFile(path('photos.ndjson'), 'utf8')).trim().split('\n')
    expect(others).toEqual([])
    expect(JSON.parse(record ?? '')).toMatchObject({ fileName: '2.jpg', albums: ['Trip'], title: null })

    await writeFile(path('new.csv'), 'fileName,title,rating,what\n1.jpg,First,5,x\n2.jpg,Second,3,y\n')
    const dry = await run(['metadata', 'import', path('new.csv'), ...data, '--dry-run'])
    expect(dry.stdout).toMatch(/row 2, photo \d+: title: \(empty\) → First/)
    expect(dry.stdout).toMatch(/Columns that mean nothing here: what/)
    expect(dry.stdout).toMatch(/2 photos would change · 0 unchanged/)
    const done = await run(['metadata', 'import', path('new.csv'), ...data, '--json'])
    expect([done.code, JSON.parse(done.stdout).report]).toMatchObject([
      0,
      { changed: 2, columns: { title: 2, rating: 2 } },
    ])
    const stdin = await run(['metadata', 'import', '-', ...data], { input: 'fileName,rating\n1.jpg,9\n2.jpg,1\n' })
    expect([stdin.code, stdin.stdout]).toEqual([
      1,
      expect.stringMatching(/row 2, rating: .*5 at most[\s\S]*Nothing was changed/),
    ])
    const wrong = await run(['metadata', 'import', path('Trip', '1.jpg'), ...data])
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('Is not UTF-8')])

    const client = clientOf(await serve(data))
    const { items } = await client.photos.list({ q: 'rating:>=3' })
    expect(items.map(({ title }) => title).sort()).toEqual(['First', 'Second'])
    const table = await client.tables.export({ format: 'json' })
    expect(table.headers.get('content-disposition')).toBe('attachment; filename="photos.json"')
    expect(await table.json()).toHaveLength(2)
  })
})
