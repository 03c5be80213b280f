import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { ArchiveEntry } from './archive.entries.ts'
import { zipStream } from './archive.stream.ts'

async function* bytes(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(65_536, i)
}

const entriesOf = (count: number, chunks: number, log: { opened: number; closed: number }) =>
  async function* (): AsyncGenerator<ArchiveEntry> {
    try {
      for (let i = 0; i < count; i++) {
        log.opened += 1
        yield { name: `${i}.jpg`, lastModified: new Date(2020, 1, 1), input: bytes(chunks) }
      }
    } finally {
      log.closed += 1
    }
  }

const open = (count: number, chunks: number, { stallMs = 60_000, signal = new AbortController().signal } = {}) => {
  const log = { opened: 0, closed: 0, ended: 0 }
  const onEnd = (): void => {
    log.ended += 1
  }
  const stream = zipStream(entriesOf(count, chunks, log), { signal, stallMs, onEnd })
  return { stream, log }
}

const closed = (stream: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    stream.on('error', () => {})
    stream.once('close', () => resolve())
  })

it('DO-11: opens nothing before somebody reads, and no more than is read', async () => {
  const { stream, log } = open(1_000, 16)
  await sleep(50)
  expect(log.opened).toBe(0)
  stream.read()
  await sleep(200)
  expect(log.opened).toBeLessThan(5)
  stream.destroy()
  await closed(stream)
  await sleep(10)
  expect(log).toMatchObject({ closed: 1, ended: 1 })
  expect(log.opened).toBeLessThan(5)
})

it('DO-11: gives up what nobody reads, and what is ended from outside', async () => {
  const stalled = open(10, 16, { stallMs: 30 })
  await closed(stalled.stream)
  expect(stalled.log.ended).toBe(1)
  const outside = new AbortController()
  const ended = open(10, 16, { signal: outside.signal })
  ended.stream.read()
  outside.abort()
  await closed(ended.stream)
  expect(ended.log.ended).toBe(1)
  const late = open(10, 16, { signal: outside.signal })
  await closed(late.stream)
  expect(late.log).toMatchObject({ opened: 0, ended: 1 })
})

it('is empty where there is nothing', async () => {
  const { stream } = open(0, 0)
  expect((await buffer(stream)).length).toBe(22)
})
