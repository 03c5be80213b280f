import { spawn, spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { clientOf, paint, useFolder } from './cli.ts'

const { path, run, adopt, environment, serve } = useFolder()
const secret = 'correct horse battery 7'

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** util-linux's `script` gives a program a terminal of its own; what is written to its input is typed there. */
const hasTerminals = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0
const onTerminal = (args: readonly string[]) => {
  const command = [process.execPath, inject('vitrineCli'), ...args].map(quote).join(' ')
  const child = spawn('script', ['-qefc', `stty cols 100 rows 30; exec ${command}`, '/dev/null'], {
    cwd: path(),
    env: environment({ TERM: 'xterm', SHELL: '/bin/sh' }),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // `adopt` closes the input, which would end the terminal: a copy of the stream stays open for typing.
  const { stdin } = child
  const end = stdin.end.bind(stdin)
  stdin.end = () => stdin
  const running = adopt(child)
  return { ...running, type: (text: string) => stdin.write(text), hangUp: () => end() }
}

describe.skipIf(!hasTerminals)(
  hasTerminals ? 'on a terminal' : 'on a terminal (skipped: "script" is missing: run "apt-get install bsdutils")',
  () => {
    it('shows how far the reading is, one line of summary, and stops at Ctrl+C', async () => {
      for (let n = 0; n < 120; n++) await paint(path('Pictures', `a picture ${n}.jpg`), { width: 300, height: 200 })
      await writeFile(path('Pictures', 'evil \u001b[31m name.jpg'), 'no picture')
      const terminal = onTerminal(['serve', 'Pictures', '--port', '0', '--no-open'])
      const [, url] = await terminal.line(/Vitrine is open at {2}(http:\S+)/)
      await terminal.line(/Pictures: 120 photos in 1 folder · 120 added · 1 file left out · /)
      const shown = terminal.stdout()
      expect(shown).toMatch(/Reading pictures [█░]+ \d+\/\d+ · /)
      expect(shown).not.toContain('\u001b[31m')
      // The cursor is hidden while the bar is there, and comes back.
      expect(shown.lastIndexOf('\u001b[?25h')).toBeGreaterThan(shown.lastIndexOf('\u001b[?25l'))
      expect((await fetch(url!)).status).toBe(200)
      terminal.type('\u0003')
      const ended = await terminal.ended
      expect(ended.stdout).toContain('Stopping …')
      expect(ended.code).toBe(0)
    })

    // Again where `script`, with much else to do, ended before it had read all that was written.
    it('gives the cursor back when it is stopped twice', { retry: 2 }, async () => {
      for (let n = 0; n < 300; n++) await paint(path('Pictures', `${n}.jpg`), { width: 400, height: 300 })
      const terminal = onTerminal(['sync', 'Pictures'])
      await terminal.line(/Reading pictures/)
      terminal.type('\u0003')
      await sleep(5)
      terminal.type('\u0003')
      const { stdout } = await terminal.ended
      expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'))
    })

    it('asks for a password twice, and shows nothing of it', async () => {
      await mkdir(path('Pictures'))
      await run(['sync', 'Pictures'])
      const terminal = onTerminal(['user', 'add', 'ada'])
      await terminal.line(/Password: /)
      await sleep(100)
      terminal.type(`${secret}\r`)
      await terminal.line(/Once more: /)
      await sleep(100)
      terminal.type(`${secret}\r`)
      const ended = await terminal.ended
      expect(ended.stdout).toContain('Added ada (user).')
      expect(ended.stdout).not.toContain('horse')
      expect(ended.code).toBe(0)
      const served = await serve(['Pictures'])
      expect((await clientOf(served).session.create({ username: 'ada', password: secret })).user?.username).toBe('ada')
    })

    it('adds nobody when the two differ, or at Ctrl+C', async () => {
      await mkdir(path('Pictures'))
      await run(['sync', 'Pictures'])
      const differing = onTerminal(['user', 'add', 'ada'])
      await differing.line(/Password: /)
      await sleep(100)
      differing.type(`${secret}\r`)
      await differing.line(/Once more: /)
      await sleep(100)
      differing.type('something else 9\r')
      expect(await differing.ended).toMatchObject({ code: 1, stdout: expect.stringContaining('are not the same.') })
      const stopped = onTerminal(['user', 'add', 'ada'])
      await stopped.line(/Password: /)
      await sleep(100)
      stopped.type('half a\u0003')
      expect(await stopped.ended).toMatchObject({ code: 1, stdout: expect.stringContaining('Nobody was added.') })
    })
  },
)
