import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { useFilledSite } from './filled-site.ts'
import { elsewhere, roles, samplesOf } from './pages.ts'
import { type Eyes, openEyes, visit } from './visit.ts'

const looks = ([390, 1440] as const).flatMap((width) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    [true, false].map((script) => ({ width, colorScheme, script })),
  ),
)

/** Routes that answer a GET, as the sources of the pages name them. */
export const routesInSources = (): string[] => {
  const folder = new URL('../../src/pages/', import.meta.url)
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const constants = new Map(
    [...sources.join('\n').matchAll(/^ *(?:export )?const (\w+) = '(\/[^']*)'/gm)].map(([, name = '', path = '']) => [
      name,
      path,
    ]),
  )
  return sources.flatMap((source) =>
    [...source.matchAll(/router\.get\(\s*(?:'([^']+)'|(\w+)),/g)].map(([, path, name = '']) => {
      const route =
        path ?? /const \w+ = '(\/[^']*)'/.exec(source.match(new RegExp(`const ${name} = .*`))?.[0] ?? '')?.[1]
      const found = route ?? constants.get(name)
      if (!found) throw new Error(`What address is ${name}?`)
      return found
    }),
  )
}

/**
 * Every page, as everybody who may see it, on a phone and a desk, light and dark, with script and without: no word of the console, nothing
 * wider than the window, nothing serious for assistive technology, and a keyboard gets everywhere and sees where it is.
 *
 * @param share - 1: each page in all eight looks; 8: each in one, another for each page and role.
 */
export const everyPage = (share: 1 | 8): void =>
  describeWith('chromium', 'every page, as everybody sees it', ({ chromium }) => {
    const filled = useFilledSite(chromium, (field) => field)
    afterEach(async () => closePages(await openBrowser(chromium)))

    it('is among those that are visited, or said to be none', () => {
      const visited = new Set(samplesOf(filled()).map(({ route }) => route))
      expect(routesInSources().filter((route) => !visited.has(route) && !(route in elsewhere))).toEqual([])
    })

    for (const [index, role] of roles.entries())
      for (const [at, look] of looks.entries()) {
        const eyes: Eyes = { role, ...look }
        const title = `${role}, ${look.width} px, ${look.colorScheme}, ${look.script ? 'with' : 'without'} script`
        it(title, { timeout: 600_000 }, async () => {
          const context = await openEyes(await openBrowser(chromium), filled(), eyes)
          const mine = samplesOf(filled()).filter((sample) => sample.roles.includes(role))
          const faults: unknown[] = []
          for (const [place, sample] of mine.entries()) {
            if ((place + index) % share !== at % share) continue
            const page = await context.newPage()
            // All that is wrong at once: a run takes minutes.
            await visit(page, filled(), sample, eyes).catch((error: Error) =>
              faults.push(error.message.slice(0, 3_000)),
            )
            await page.close()
          }
          expect(faults).toEqual([])
        })
      }
  })
