import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { useFolder } from './cli.ts'

const { path, run } = useFolder()

it('tells its version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  for (const flag of ['--version', '-v'])
    expect(await run([flag])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
})

it('shows the commands, and how to see the options of one', async () => {
  const { code, stdout } = await run(['--help'])
  expect(code).toBe(0)
  for (const command of ['serve', 'sync', 'verify', 'user', 'theme', 'doctor'])
    expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  expect(stdout).toContain('vitrine serve --help')
  expect((await run(['serve', '--help'])).stdout).toContain('--admin-password-file <file>')
})

it('takes an unknown word for a folder, and says that there is none', async () => {
  const { code, stderr } = await run(['frobnicate'])
  expect(stderr).toContain('There is no folder ')
  expect(stderr).toContain('vitrine --help')
  expect(code).toBe(1)
})

it.each([
  [['user', 'frobnicate'], "unknown command 'frobnicate'"],
  [['serve', '--frobnicate'], "unknown option '--frobnicate'"],
  [['user', 'add'], "missing required argument 'username'"],
  [['serve', '--port'], "option '-p, --port <n>' argument missing"],
])('refuses %j', async (args, message) => {
  const { code, stdout, stderr } = await run(args)
  expect(stderr).toContain(message)
  expect([code, stdout]).toEqual([1, ''])
})

it('is what `npx vitrine` runs, which says so where nothing is built yet', () => {
  const bin = join(dirname(inject('vitrineCli')), '..', 'bin', 'vitrine.js')
  const printed = execFileSync(process.execPath, [bin, '--version'], { encoding: 'utf8' })
  expect(printed).toMatch(/^\d+\.\d+\.\d+\n$/)
  mkdirSync(path('bin'))
  copyFileSync(bin, path('bin', 'vitrine.js'))
  writeFileSync(path('package.json'), '{ "type": "module" }')
  const unbuilt = spawnSync(process.execPath, [path('bin', 'vitrine.js')], { encoding: 'utf8' })
  expect(unbuilt.stderr).toContain('npm run build')
  expect(unbuilt.status).toBe(1)
})
