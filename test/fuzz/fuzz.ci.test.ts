import { fuzz } from './fuzz.ts'

fuzz({ requests: 20_000, timeoutMs: 900_000 })
