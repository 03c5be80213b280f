// A process that asks many times at once for one missing size, and prints how often it had to render it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDerivatives } from '../../packages/core/src/derivatives/service.ts'

const [root = '', path = '', round = '', times = '', startAtMs = ''] = process.argv.slice(2)
const file = readFileSync(path)
const derivatives = createDerivatives({ root })
const source = {
  contentHash: createHash('sha256').update(round).digest('hex'),
  ...{ orientation: 1, widthPx: 4000, heightPx: 3000, mimeType: 'image/jpeg', file },
}
await sleep(Math.max(0, Number(startAtMs) - Date.now()))
const asked = Array.from({ length: Number(times) }, () => derivatives.open(source, { size: 'large', format: 'jpeg' }))
const lengths = new Set((await Promise.all(asked)).map(({ bytes }) => bytes.length))
if (lengths.size !== 1) throw new Error('Not everybody was given the same picture.')
const { rendered } = await derivatives.statistics()
await derivatives.close()
process.stdout.write(String(rendered))
