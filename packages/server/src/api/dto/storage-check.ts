import type { StorageCheck } from '@vitrine/core'
import type { StorageCheck as StorageCheckDto } from '@vitrine/sdk/contract'

export const toStorageCheck = (check: StorageCheck): StorageCheckDto => ({
  ...check,
  counts: { ...check.counts },
  findings: check.findings.map(({ photoIds, ...finding }) => ({ ...finding, photoIds: [...photoIds] })),
})
