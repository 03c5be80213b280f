import type { StorageCheck, StorageFinding, StorageFindingKind } from './storage-check.types.ts'

/** Kinds that only take room: nothing is lost by them. */
const untidyKinds: ReadonlySet<StorageFindingKind> = new Set(['orphan', 'unknown', 'leftover'])

/** Findings that are kept of each kind; the rest is counted. */
const keptOfEach = 100
const keptPhotoIds = 10

type Figures = Pick<StorageCheck, 'objects' | 'bytes' | 'hashed' | 'libraryFiles' | 'quarantined'>

/** What a check has seen so far. Written down as it is, so that an interrupted one can go on. */
export interface Report extends Figures {
  readonly counts: StorageCheck['counts']
  readonly findings: readonly StorageFinding[]
}

export const emptyReport: Report = {
  objects: 0,
  bytes: 0,
  hashed: 0,
  libraryFiles: 0,
  quarantined: 0,
  counts: {},
  findings: [],
}

/** Collects what one step of a check sees; kept only once the step is done. */
export interface Findings {
  add(finding: StorageFinding): void
  count(figure: keyof Figures, by?: number): void
  report(): Report
}

export const createFindings = (before: Report): Findings => {
  const figures: Record<keyof Figures, number> = {
    objects: before.objects,
    bytes: before.bytes,
    hashed: before.hashed,
    libraryFiles: before.libraryFiles,
    quarantined: before.quarantined,
  }
  const counts: Partial<Record<StorageFindingKind, { found: number; repaired: number }>> = structuredClone(
    before.counts,
  )
  const findings = [...before.findings]
  return {
    add(finding) {
      const { found, repaired } = counts[finding.kind] ?? { found: 0, repaired: 0 }
      counts[finding.kind] = { found: found + 1, repaired: repaired + (finding.isRepaired ? 1 : 0) }
      if (found < keptOfEach) findings.push({ ...finding, photoIds: finding.photoIds.slice(0, keptPhotoIds) })
    },
    count(figure, by = 1) {
      figures[figure] += by
    },
    report: () => ({ ...figures, counts, findings }),
  }
}

export const outcomeOf = ({ counts }: Pick<Report, 'counts'>): StorageCheck['outcome'] => {
  const left = (Object.entries(counts) as [StorageFindingKind, { found: number; repaired: number }][])
    .filter(([, { found, repaired }]) => found > repaired)
    .map(([kind]) => kind)
  if (left.some((kind) => !untidyKinds.has(kind))) return 'damaged'
  return left.length > 0 ? 'untidy' : 'well'
}
