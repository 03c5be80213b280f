import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readQuery } from './parse.ts'
import { printQuery } from './print.ts'

const guide = readFileSync(new URL('../../../../docs/guides/search.md', import.meta.url), 'utf8').replace(
  /```[\s\S]*?```/g,
  '',
)
const [language = ''] = guide.split('## What is not understood')
const examples = [...language.matchAll(/`([^`]+)`/g)].map(([, example = '']) => example)

it('shows a language that is understood', () => {
  const queries = examples.filter(
    (example) => !/^(?:\/|field\.KEY:|photos\.|q$|GET )/.test(example) && !example.includes('/api/'),
  )
  expect(queries.length).toBeGreaterThan(80)
  for (const example of queries) {
    const { query, doubts } = readQuery(example)
    expect(doubts, example).toEqual([])
    expect(readQuery(printQuery(query)).query, example).toEqual(query)
  }
})
