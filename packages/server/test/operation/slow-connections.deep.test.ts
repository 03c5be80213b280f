import { expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { createTestGallery } from '../../../core/src/testing/test-gallery.ts'
import { listenOn } from '../../src/cli/listen.ts'
import { openSlow } from './slow-connections.ts'

it('DO-08: two thousand connections that send a byte in ten seconds are cut off, and others are answered meanwhile', async () => {
  await using test = await createTestGallery()
  const server = createServer(test.gallery, { log: () => {} })
  const listening = await listenOn(server.nodeHandler, { port: null, host: '127.0.0.1' })
  const slow = await openSlow(listening.port, 2_000, 10_000)
  const answers: number[] = []
  const ask = async () => {
    const startedAt = performance.now()
    const answer = await fetch(`${listening.origin}/healthz`)
    expect(answer.status).toBe(200)
    await answer.text()
    answers.push(performance.now() - startedAt)
  }
  const asking = setInterval(() => void ask(), 250)
  await slow.allCut()
  clearInterval(asking)
  expect(answers.length).toBeGreaterThan(20)
  expect(answers.toSorted((a, b) => a - b)[Math.floor(answers.length * 0.95)]).toBeLessThan(1_000)
  await listening.close()
  await server.close()
}, 180_000)
