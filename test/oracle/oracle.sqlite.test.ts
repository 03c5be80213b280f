import { describeSqlite } from '../../packages/core/test/dialects.ts'
import { oracle } from './oracle.ts'

describeSqlite('the oracle of rights', (context) => oracle(context, { graphs: 200, timeoutMs: 900_000 }))
