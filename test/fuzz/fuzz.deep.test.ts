import { fuzz } from './fuzz.ts'

fuzz({
  requests: 1_000_000,
  timeoutMs: 6 * 3_600_000,
  onProgress: (line) => process.stderr.write(`${line}\n`),
})
