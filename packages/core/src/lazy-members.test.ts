import { expect, it } from 'vitest'
import { withLazyMembers } from './lazy-members.ts'

interface Whole {
  readonly name: string
  readonly list: readonly string[]
  greet(): string
}

const counting = () => {
  const made: string[] = []
  const create = withLazyMembers<Whole, string>({
    name: (source) => source,
    list: (source) => {
      made.push(`list of ${source}`)
      return [source]
    },
    greet: (source) => () => `Good day, ${source}`,
  })
  return { made, create }
}

it('makes a member when it is asked for, once for each whole', () => {
  const { made, create } = counting()
  const [one, two] = [create('one'), create('two')]
  expect(made).toEqual([])
  expect(one.list).toEqual(['one'])
  expect(one.list).toBe(one.list)
  expect(two.list).toEqual(['two'])
  expect(one.greet()).toBe('Good day, one')
  expect(made).toEqual(['list of one', 'list of two'])
})

it('can be looked at through a proxy, and tells the names of its members', () => {
  const whole = counting().create('one')
  const seen: PropertyKey[] = []
  const watched = new Proxy(whole, {
    get: (target, key, receiver) => {
      seen.push(key)
      return Reflect.get(target, key, receiver) as unknown
    },
  })
  expect(watched.list).toEqual(['one'])
  expect(seen[0]).toBe('list')
  const names: string[] = []
  for (const name in whole) names.push(name)
  expect(names).toEqual(['name', 'list', 'greet'])
})
