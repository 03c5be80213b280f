import { readdir, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { ToolOptions } from '../../src/tools/tool.types.ts'
import { createToolbox } from '../../src/tools/toolbox.ts'
import { useFakeTools } from './fake-tools.ts'

const fakes = useFakeTools()
const boxWith = (tools: ToolOptions | false = { searchPath: fakes.bin() }) =>
  createToolbox({ tools, folder: fakes.run() })

describe.skipIf(process.platform === 'win32')('the programs of a machine', () => {
  it('are found by their own word, and looked for again when asked', async () => {
    await fakes.script('ffmpeg', 'echo "ffmpeg version 7.1 Copyright"')
    await fakes.script('convert', 'echo "Converts file systems"')
    await fakes.script('pdftoppm', 'echo "pdftoppm version 22.12.0" >&2; exit 99')
    await fakes.script('gs', 'sleep 60')
    const box = boxWith()
    expect(box.known()).toBeNull()
    const found = await box.list()
    expect(found.map(({ name, version }) => [name, version])).toEqual([
      ['exiftool', null],
      ['ffmpeg', '7.1'],
      ['ffprobe', null],
      ['ghostscript', null],
      ['heif-convert', null],
      ['imagemagick', null],
      ['pdftoppm', '22.12.0'],
      ['rsvg-convert', null],
    ])
    expect([...(box.known() ?? [])]).toEqual(['ffmpeg', 'pdftoppm'])
    await fakes.script('exiftool', '[ "$1" = -config ] && [ -z "$2" ] && echo 12.57')
    await rm(`${fakes.bin()}/ffmpeg`)
    expect((await box.list()).filter(({ path }) => path !== null).map(({ name }) => name)).toEqual([
      'ffmpeg',
      'pdftoppm',
    ])
    expect((await box.refresh()).filter(({ path }) => path !== null).map(({ name }) => name)).toEqual([
      'exiftool',
      'pdftoppm',
    ])
    await expect(box.run('ffmpeg', { args: [], folder: fakes.run() })).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      details: { tool: 'ffmpeg', reason: 'missing' },
    })
    expect(await readdir(fakes.run())).toEqual([])
  })

  it('can be named, or switched off', async () => {
    const path = await fakes.script('my-exiftool', 'echo 13.01')
    const named = await boxWith({ searchPath: '', programs: { exiftool: path, ffmpeg: false } }).list()
    expect(named.find(({ name }) => name === 'exiftool')).toMatchObject({ path, version: '13.01', isOff: false })
    expect(named.find(({ name }) => name === 'ffmpeg')).toMatchObject({ path: null, isOff: true })
    const none = await boxWith(false).list()
    expect(none.every((tool) => tool.isOff && tool.path === null)).toBe(true)
  })

  it('are not looked for in folders that depend on where we are', async () => {
    expect((await boxWith({ searchPath: '.:bin:./bin' }).list()).every(({ path }) => path === null)).toBe(true)
  })
})
