import { describe, expect, it } from 'vitest'
import { createKeptRows } from './kept-rows.ts'

describe('rows that are kept for a commit', () => {
  const counting = (rows: Record<number, string>) => {
    const asked: number[][] = []
    return {
      asked,
      load: async (ids: readonly number[]) => {
        asked.push([...ids])
        return new Map(ids.flatMap((id) => (rows[id] === undefined ? [] : [[id, rows[id]] as const])))
      },
    }
  }

  it('are asked for once, those that are missing too', async () => {
    const kept = createKeptRows<number, string>(10)
    const { asked, load } = counting({ 1: 'one', 2: 'two' })
    expect([...(await kept.get(5, [1, 3, 1], load))]).toEqual([[1, 'one']])
    expect([...(await kept.get(5, [3, 2, 1], load))].sort()).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    expect([...(await kept.get(4, [1, 2, 3], load))]).toHaveLength(2)
    expect(asked).toEqual([[1, 3], [2]])
  })

  it('are read anew for a later commit, and without one', async () => {
    const kept = createKeptRows<number, string>(10)
    const rows: Record<number, string> = { 1: 'one' }
    const { asked, load } = counting(rows)
    await kept.get(5, [1], load)
    rows[1] = 'uno'
    expect((await kept.get(null, [1, 1], load)).get(1)).toBe('uno')
    expect((await kept.get(5, [1], load)).get(1)).toBe('one')
    expect((await kept.get(6, [1], load)).get(1)).toBe('uno')
    expect(asked).toEqual([[1], [1], [1]])
  })

  it('do not outlive a commit that came while they were read', async () => {
    const kept = createKeptRows<number, string>(10)
    let answer = (_rows: ReadonlyMap<number, string>) => {}
    const slow = kept.get(5, [1], () => new Promise((resolve) => (answer = resolve)))
    const { load } = counting({ 1: 'new' })
    await kept.get(6, [2], load)
    answer(new Map([[1, 'old']]))
    expect((await slow).get(1)).toBe('old')
    expect((await kept.get(6, [1], load)).get(1)).toBe('new')
  })

  it('make room', async () => {
    const kept = createKeptRows<number, string>(2)
    const { asked, load } = counting({ 1: 'a', 2: 'b', 3: 'c' })
    for (const id of [1, 2, 3, 3, 2, 1]) await kept.get(1, [id], load)
    expect(asked).toEqual([[1], [2], [3], [1]])
  })
})
