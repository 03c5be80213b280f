// A process that asks for the same missing pictures as others, at the same moment, and prints what it had to do for them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDerivatives } from '../../src/derivatives/service.ts'

const [root = '', path = '', startAtMs = '', dies = ''] = process.argv.slice(2)
const photo = readFileSync(path)
const derivatives = createDerivatives({ root, claimLeaseMs: 1_500 })
const source = {
  contentHash: createHash('sha256').update(photo).digest('hex'),
  orientation: 1,
  widthPx: 3000,
  heightPx: 2000,
  mimeType: 'image/jpeg',
  file: async () => {
    // Killed in the middle of its work, with its claims held.
    if (dies) process.kill(process.pid, 'SIGKILL')
    return photo
  },
}
await sleep(Math.max(0, Number(startAtMs) - Date.now()))
const asked = ['medium', 'thumb', 'medium', 'square'].map((size) => derivatives.open(source, { size, format: 'jpeg' }))
const digests = (await Promise.all(asked)).map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
const { present, rendered } = await derivatives.warm(source)
const statistics = await derivatives.statistics()
await derivatives.close()
process.stdout.write(JSON.stringify({ digests, present, warmed: rendered, rendered: statistics.rendered }))
