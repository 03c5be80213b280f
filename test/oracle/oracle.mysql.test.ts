import { describeMysql } from '../../packages/core/test/dialects.ts'
import { oracle } from './oracle.ts'

describeMysql('the oracle of rights', (context) => oracle(context, { graphs: 200, timeoutMs: 900_000 }))
