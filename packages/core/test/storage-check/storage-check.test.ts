import { describeDialects } from '../dialects.ts'
import { itFindsDamage } from './damages.ts'

describeDialects('a check of the storage, on the disk,', (dialect) => {
  itFindsDamage(dialect, () => undefined)
})
