import type { StorageCheck, StorageFindingKind } from '@vitrine/core'
import type { StorageCheck as StorageCheckDto } from '@vitrine/sdk/contract'

export const toStorageCheck = (check: StorageCheck): StorageCheckDto => ({
  ...check,
  counts: (Object.entries(check.counts) as [StorageFindingKind, { found: number; repaired: number }][]).map(
    ([kind, { found, repaired }]) => ({ kind, found, repaired }),
  ),
  findings: check.findings.map(({ photoIds, ...finding }) => ({ ...finding, photoIds: [...photoIds] })),
})
