import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const caseName = /\b(AU|AZ|DO|FA|HD|IN|PR|SS|UP)-(\d\d)\b/g
/** How many cases there are of each kind that has to be accounted for whole. */
const counts = { AU: 30, AZ: 38, IN: 28, SS: 11, HD: 16, DO: 22 } as const

/** Cases that titles of tests begin with, and the files in which they do. */
const tested = (): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const folder of ['packages/core', 'packages/server', 'packages/sdk', 'test'])
    for (const path of readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts') || /node_modules|dist\//.test(path)) continue
      const file = `${folder}/${path.replaceAll('\\', '/')}`
      if (file === 'test/docs/security-cases.test.ts') continue
      for (const [, title = ''] of readFileSync(`${root}${file}`, 'utf8').matchAll(
        /(?:\b(?:it|describe\w*)(?:\.\w+)*\(|^\s+|\)\(\s*)['`]((?:[A-Z]{2}-\d\d(?:, |: | ))+)/gm,
      ))
        for (const [name] of title.matchAll(caseName)) {
          const files = found.get(name) ?? new Set()
          found.set(name, files.add(file.replace(/^packages\//, '')))
        }
    }
  return found
}

/** `AZ-11 … AZ-13` → each of them. */
const namesIn = (cell: string): string[] => {
  const spread = cell.replaceAll(/([A-Z]{2})-(\d\d) … [A-Z]{2}-(\d\d)/g, (_, kind: string, from: string, to: string) =>
    Array.from(
      { length: Number(to) - Number(from) + 1 },
      (_, at) => `${kind}-${String(Number(from) + at).padStart(2, '0')}`,
    ).join(),
  )
  return [...spread.matchAll(caseName)].map(([name]) => name)
}

const [covered = '', open = ''] = readFileSync(`${root}docs/security-cases.md`, 'utf8').split('Not covered')
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => /^\| [A-Z]{2}-\d\d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

it('the page of security cases names the tests there are, row by row', () => {
  const found = tested()
  for (const [, cases = '', , files] of rowsOf(covered)) {
    const expected = [...new Set(namesIn(cases).flatMap((name) => [...(found.get(name) ?? [])]))].sort()
    expect(files, cases).toBe(expected.map((file) => `\`${file}\``).join(', '))
  }
})

it('the page of security cases has every case once: tested, or with a reason', () => {
  const found = tested()
  const [done, left] = [covered, open].map((text) => rowsOf(text).flatMap(([, cases = '']) => namesIn(cases)))
  expect(done?.toSorted()).toEqual([...found.keys()].sort())
  const all = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, at) => `${kind}-${String(at + 1).padStart(2, '0')}`),
  )
  expect(all.filter((name) => !done?.includes(name) && !left?.includes(name))).toEqual([])
  expect(new Set(done).size).toBe(done?.length)
})
