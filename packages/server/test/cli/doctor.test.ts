import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { paint, useFolder } from './cli.ts'

// The built program: `inject('vitrineCli')` in cli.ts.
const { path, run } = useFolder()

/** Programs that answer as the real ones do when they are asked for their version. */
const answers = {
  exiftool: 'echo 12.57',
  ffmpeg: 'echo "ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers"',
  ffprobe: 'echo "ffprobe version n7.0"',
  convert: 'echo "Version: ImageMagick 6.9.11-60 Q16 x86_64 2021-01-25 https://imagemagick.org"',
}

const install = async (programs: Partial<Record<string, string>>): Promise<{ PATH: string }> => {
  await mkdir(path('bin'))
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(path('bin', name), `#!/bin/sh\n${script}\n`)
    await chmod(path('bin', name), 0o755)
  }
  return { PATH: path('bin') }
}

describe('vitrine doctor', () => {
  it('names the programs it found, with version and path', async () => {
    const env = await install(answers)
    const { code, stdout, stderr } = await run(['doctor'], { env })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Node ${process.version}`)
    expect(stdout).toMatch(/sharp +\d+\.\d+/)
    expect(stdout).toMatch(/better-sqlite3 +\d+\.\d+/)
    expect(stdout).toContain(`exiftool     12.57  ${path('bin', 'exiftool')}`)
    expect(stdout).toContain(`ffmpeg       5.1.9-0+deb12u1  ${path('bin', 'ffmpeg')}`)
    expect(stdout).toContain(`ffprobe      n7.0  ${path('bin', 'ffprobe')}`)
    expect(stdout).toContain(`ImageMagick  6.9.11-60  ${path('bin', 'convert')}`)
    expect(stdout).toContain('There is no gallery yet.')
  })

  it('says how to get what is missing, hangs or is something else', async () => {
    const env = await install({ ffmpeg: 'echo of another kind', convert: 'exit 4' })
    const { code, stdout } = await run(['doctor'], { env })
    expect(stdout).toMatch(/exiftool +not installed: .*\(apt-get install libimage-exiftool-perl\)/)
    expect(stdout).toMatch(/ffmpeg +not installed: .*\(apt-get install ffmpeg\)/)
    expect(stdout).toMatch(/ImageMagick +not installed: .*\(apt-get install imagemagick\)/)
    expect(code).toBe(0)
  })

  it('tells programs the same in JSON', async () => {
    const env = await install({ exiftool: answers.exiftool })
    const { stdout } = await run(['doctor', '--json'], { env })
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ node: process.version, places: { dataFolder: null, isThere: false }, findings: [] })
    expect(report.libraries).toMatchObject({ libvips: expect.stringMatching(/^\d/), h3: expect.stringMatching(/^2\./) })
    expect(report.tools).toMatchObject([
      { name: 'exiftool', path: path('bin', 'exiftool'), version: '12.57' },
      { name: 'ffmpeg', path: null, debianPackage: 'ffmpeg' },
      { name: 'ffprobe', path: null },
      { name: 'ghostscript', path: null },
      { name: 'heif-convert', path: null },
      { name: 'imagemagick', path: null },
      { name: 'pdftoppm', path: null },
      { name: 'rsvg-convert', path: null },
    ])
  })

  it('looks at the gallery, and ends with 1 where something is wrong', async () => {
    await paint(path('Pictures', 'one.jpg'))
    await run(['sync', 'Pictures'])
    const well = await run(['doctor'])
    expect(well.stdout).toMatch(
      /fine +the database \(sqlite\) answers\n +fine +the storage \(.*\) can be written and read\n +fine +1 photos?\n +fine +the database holds together\n +fine +folder .*Pictures: ready/,
    )
    expect(well.code).toBe(0)
    await rename(path('Pictures'), path('Away'))
    await run(['sync'])
    const ill = await run(['doctor'])
    expect(ill.stdout).toMatch(/WRONG +folder .*Pictures: offline/)
    expect(ill.code).toBe(1)
  })

  it('says when a database is none', async () => {
    await mkdir(path('data'))
    await writeFile(path('data', 'gallery.db'), 'this is no database, however long it may be'.repeat(100))
    const { code, stdout, stderr } = await run(['doctor', '--data', 'data'])
    expect(stdout).toMatch(/WRONG +The database cannot be reached\./)
    expect([code, stderr]).toEqual([1, ''])
  })

  it('makes nothing', async () => {
    const { stdout } = await run(['doctor', '--data', 'nowhere'])
    expect(stdout).toContain(`${path('nowhere')} (nothing there yet)`)
    expect(await readdir(path())).toEqual([])
  })
})
