import { randomUUID } from 'node:crypto'
import { afterEach, it } from 'vitest'
import { describeWith } from '../../testing/environment.ts'
import { storageConformanceCases } from '../../testing/storage-conformance.ts'
import type { Storage } from '../types.ts'
import { s3Storage } from './s3-storage.ts'
import { toS3Options } from './s3-url.ts'

describeWith('s3', 's3Storage conforms, on a real service', ({ s3 }) => {
  let storage: Storage
  afterEach(async () => {
    for await (const { key } of storage.list()) await storage.delete(key)
    await storage.close?.()
  })

  for (const { name, run } of storageConformanceCases)
    it(name, async () => {
      storage = s3Storage({ ...toS3Options(s3), prefix: `conformance/${randomUUID()}` })
      await storage.init?.()
      await run(storage)
    })
})
