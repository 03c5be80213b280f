import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

const upTo = (last: number, but: readonly number[] = []): number[] =>
  Array.from({ length: last }, (_, index) => index + 1).filter((number) => !but.includes(number))

/** What a gallery must have of what Piwigo shows visitors, by kind; what it need not have is left out. */
const features: Readonly<Record<string, readonly number[]>> = {
  BRW: upTo(27, [18, 20, 22, 26]),
  PIC: upTo(15),
  COM: upTo(10, [8]),
  NOT: upTo(4),
  THM: upTo(5),
  LNG: upTo(4),
}
const all = Object.entries(features).flatMap(([kind, numbers]) =>
  numbers.map((number) => `${kind}-${String(number).padStart(2, '0')}`),
)
const names = /\b(?:BRW|PIC|COM|NOT|THM|LNG)-\d\d\b/g

/** Those that the title of a test or of a suite names. */
const namedByTests = (): Set<string> => {
  const found = new Set<string>()
  for (const folder of ['packages/core', 'packages/server', 'packages/sdk', 'test'])
    for (const path of readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.test.ts') || /node_modules|dist\/|parity\.test/.test(path)) continue
      for (const [, title = ''] of readFileSync(`${root}${folder}/${path}`, 'utf8').matchAll(
        /(?:\b(?:it|describe\w*)(?:\.\w+)*\(|^\s+|\)\(\s*|, )['`]((?:[A-Z]{2,3}-\d\d[,: ].*))/gm,
      ))
        for (const [name] of title.matchAll(names)) found.add(name)
    }
  return found
}

/** `BRW-01 … BRW-03` → each of them. */
const namesIn = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /^\| [A-Z]{3}-\d\d/.test(line))
    .flatMap((line) => {
      const cell = line.split('|')[1] ?? ''
      const spread = cell.replaceAll(
        /([A-Z]{3})-(\d\d) … [A-Z]{3}-(\d\d)/g,
        (_, kind: string, from: string, to: string) =>
          upTo(Number(to))
            .filter((number) => number >= Number(from))
            .map((number) => `${kind}-${String(number).padStart(2, '0')}`)
            .join(),
      )
      return [...spread.matchAll(names)].map(([name]) => name)
    })

const [asThere = '', otherwise = ''] = readFileSync(`${root}docs/decisions/parity.md`, 'utf8').split('## Otherwise')

it('what people look for is tested by name, or there is a reason why it is otherwise', () => {
  const tested = namedByTests()
  const reasoned = new Set(namesIn(otherwise))
  expect(all.filter((name) => !tested.has(name) && !reasoned.has(name))).toEqual([])
})

it('the page has all of them, and promises nothing that no test holds', () => {
  const promised = namesIn(asThere)
  const told = new Set([...promised, ...namesIn(otherwise)])
  expect(all.filter((name) => !told.has(name))).toEqual([])
  const tested = namedByTests()
  expect(promised.filter((name) => !tested.has(name))).toEqual([])
})
