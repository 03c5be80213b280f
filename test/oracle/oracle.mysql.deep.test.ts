import { describeMysql } from '../../packages/core/test/dialects.ts'
import { oracle } from './oracle.ts'

describeMysql('the oracle of rights', (context) =>
  oracle(context, { graphs: 50_000, firstLookAtEach: 3, timeoutMs: 6 * 3_600_000 }),
)
