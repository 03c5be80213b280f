import { randomUUID } from 'node:crypto'
import { s3Storage } from '../../src/storage/s3/s3-storage.ts'
import { toS3Options } from '../../src/storage/s3/s3-url.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { describeDialects } from '../dialects.ts'
import { itFindsDamage } from './damages.ts'

describeWith('s3', 'with originals in a bucket,', ({ s3 }) => {
  describeDialects('a check of the storage', (dialect) => {
    itFindsDamage(dialect, () => s3Storage({ ...toS3Options(s3), prefix: `check/${randomUUID()}` }))
  })
})
