import { describe, expect, it } from 'vitest'
import { type Done, inTurn } from './in-turn.ts'

const deadlock = new Error('deadlock')

/** A connection that keeps what it was sent, and answers when it is told to. */
const connection = () => {
  const sent: { text: string; done: Done }[] = []
  const send = inTurn((text, _, done) => void sent.push({ text, done }), { takesBack: (error) => error === deadlock })
  const outcomes: string[] = []
  return {
    outcomes,
    sent: () => sent.map(({ text }) => text),
    ask: (...texts: readonly string[]) => {
      for (const text of texts)
        send(text, [], (error) => outcomes.push(`${text}: ${error ? (error as Error).message : 'done'}`))
    },
    answer: (error: unknown = null) => sent.at(-1)?.done(error),
  }
}

describe('statements of a connection', () => {
  it('are sent one after the other', () => {
    const { ask, answer, sent, outcomes } = connection()
    ask('a', 'b')
    expect(sent()).toEqual(['a'])
    answer()
    expect(sent()).toEqual(['a', 'b'])
    answer(new Error('no'))
    ask('c')
    answer()
    expect(outcomes).toEqual(['a: done', 'b: no', 'c: done'])
  })

  it('are not sent after a deadlock, the commit neither, until the rollback', () => {
    const { ask, answer, sent, outcomes } = connection()
    ask('begin')
    answer()
    ask('a', 'b', 'commit')
    answer(deadlock)
    ask('c')
    expect(sent()).toEqual(['begin', 'a'])
    expect(outcomes.toSorted()).toEqual([
      'a: deadlock',
      'b: deadlock',
      'begin: done',
      'c: deadlock',
      'commit: deadlock',
    ])
    ask('rollback')
    answer()
    ask('d')
    answer()
    expect(sent()).toEqual(['begin', 'a', 'rollback', 'd'])
  })

  it('go on after another failure, and after a deadlock of one that is alone', () => {
    const { ask, answer, sent } = connection()
    ask('begin')
    answer()
    ask('a', 'b')
    answer(new Error('taken'))
    answer()
    ask('commit', 'alone', 'next')
    answer()
    answer(deadlock)
    answer()
    expect(sent()).toEqual(['begin', 'a', 'b', 'commit', 'alone', 'next'])
  })
})
