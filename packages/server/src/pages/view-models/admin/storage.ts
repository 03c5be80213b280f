import type { StorageCheck, StorageFindingKind } from '@vitrine/core'
import type { ViewContext } from '../view-context.ts'

/** `AdminStorageView@1` */
export interface AdminStorageView {
  readonly csrfToken: string | null
  readonly checkUrl: string
  readonly notice: string | null
  readonly check: {
    readonly outcome: StorageCheck['outcome'] | 'running' | 'abandoned'
    readonly outcomeText: string
    readonly when: string
    readonly figures: readonly { readonly label: string; readonly value: string }[]
    readonly findings: readonly {
      readonly kind: string
      readonly what: string
      readonly detail: string
      readonly isRepaired: boolean
      readonly photos: readonly { readonly id: number; readonly url: string }[]
    }[]
    readonly total: string
    readonly more: string | null
  } | null
}

/** The page is one look, not a list to turn over. */
const shownFindings = 200

const figureKeys = ['objects', 'hashed', 'libraryFiles', 'quarantined'] as const

export const toAdminStorageView = (
  check: StorageCheck | null,
  request: { readonly csrfToken: string | null; readonly notice: string | null },
  { links, t, formats }: ViewContext,
): AdminStorageView => ({
  ...request,
  checkUrl: links.path('/admin/storage/check'),
  check: check && toCheckView(check, { links, t, formats }),
})

const toCheckView = (
  check: StorageCheck,
  { links, t, formats }: Pick<ViewContext, 'links' | 't' | 'formats'>,
): AdminStorageView['check'] => {
  const outcome = check.state === 'done' ? check.outcome : check.state
  const total = (Object.values(check.counts) as { found: number }[]).reduce((sum, { found }) => sum + found, 0)
  // What is still to be done first.
  const shown = [...check.findings].sort((a, b) => Number(a.isRepaired) - Number(b.isRepaired)).slice(0, shownFindings)
  return {
    outcome,
    outcomeText: t(`storage.outcome.${outcome}`),
    when:
      check.finishedAt === null
        ? t('storage.since', { at: formats.instant(check.startedAt) })
        : t('storage.finished', { at: formats.instant(check.finishedAt) }),
    figures: [
      ...figureKeys
        .filter((key) => key === 'objects' || check[key] > 0)
        .map((key) => ({ label: t(`storage.figure.${key}`), value: formats.number(check[key]) })),
      { label: t('storage.figure.bytes'), value: formats.bytes(check.bytes) },
    ],
    findings: shown.map(({ kind, what, detail, isRepaired, photoIds }) => ({
      kind: t(`storage.kind.${kind satisfies StorageFindingKind}`),
      what,
      detail,
      isRepaired,
      photos: photoIds.map((id) => ({ id, url: links.photoUrl({ id }) })),
    })),
    total: formats.number(total),
    more: total > shown.length ? t('storage.findings.more', { count: total - shown.length }) : null,
  }
}
