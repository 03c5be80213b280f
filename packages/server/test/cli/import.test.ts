import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
// The built program: `inject('vitrineCli')` in cli.ts.
import { clientOf, paint, useFolder } from './cli.ts'

const { path, run, start, serve } = useFolder()

const lines = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

describe('vitrine import', () => {
  it('takes a folder into a gallery, in words', async () => {
    await mkdir(path('data'))
    await paint(path('Trip', '1.jpg'))
    await paint(path('Trip', 'Day 2', '2.jpg'), { width: 30, height: 40 })
    await writeFile(path('Trip', 'notes.txt'), 'no picture')
    const dry = await run(['import', path('Trip'), '--data', path('data'), '--dry-run'])
    expect(dry.stdout).toMatch(/2 files would be added · 2 albums would be made · 1 entry left out/)

    const { code, stdout, stderr } = await run(['import', path('Trip'), '--data', path('data')])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/left out: .*notes\.txt — This is not a picture/)
    expect(stdout).toMatch(/2 files added · 2 albums made · 1 entry left out/)

    const again = await run(['import', path('Trip'), '--data', path('data'), '--json'])
    expect(lines(again.stdout).at(-1)).toMatchObject({ event: 'imported', summary: { added: 0, duplicates: 2 } })
    const served = await serve(['--data', path('data')])
    const { items } = await clientOf(served).photos.list({ sort: 'takenAt' })
    expect(items.map((photo) => photo.fileName).sort()).toEqual(['1.jpg', '2.jpg'])
  })

  it('moves files into an album, with tags and a level', async () => {
    await mkdir(path('data'))
    await paint(path('in', '1.jpg'))
    const args = ['--album', '/2019/Norway', '--flat', '--move', '--tags', 'sea, coast', '--level', '2', '--json']
    const { code, stdout } = await run(['import', path('in'), '--data', path('data'), ...args])
    expect(code).toBe(0)
    expect(lines(stdout)).toMatchObject([
      { event: 'file', outcome: 'added', removed: true, folder: [] },
      { event: 'imported', summary: { added: 1, albums: 2, removed: 1 } },
    ])
    expect(await readdir(path('in'))).toEqual([])
  })

  it('says what is wrong with what it was given', async () => {
    await paint(path('1.jpg'))
    const nowhere = await run(['import', path('1.jpg'), '--data', path('none')])
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('There is no gallery in')])
    await mkdir(path('data'))
    for (const [args, message] of [
      [[path('1.jpg')], 'Say which album the files go into. Use --album'],
      [[path('nothing')], 'nothing: There is no such file or folder.'],
      [[path('1.jpg'), '--album', '/'], '--album must be'],
      [[path('1.jpg'), '--level', '3'], 'The level must be'],
      [[path('data')], 'overlaps'],
    ] as const) {
      const ended = await run(['import', ...args, '--data', path('data')])
      expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining(message)])
    }
  })

  it('stops at Ctrl+C and leaves whole photos', async () => {
    await mkdir(path('data'))
    for (let i = 0; i < 60; i++) await paint(path('in', `${i}.jpg`), { width: 20 + i, height: 40 })
    const running = start(['import', path('in'), '--data', path('data'), '--json'])
    await running.line(/"event":"file"/)
    running.child.kill('SIGINT')
    const ended = await running.ended
    expect([ended.code, ended.stderr]).toEqual([130, ''])
    const { summary } = lines(ended.stdout).at(-1)
    expect(summary.isStopped).toBe(true)
    const rest = await run(['import', path('in'), '--data', path('data'), '--json'])
    expect(lines(rest.stdout).at(-1).summary).toMatchObject({ added: 60 - summary.added, duplicates: summary.added })
  })
})
