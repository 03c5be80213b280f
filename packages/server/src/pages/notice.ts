import type { ViewContext } from './view-models/view-context.ts'

const notices = ['saved', 'created', 'duplicated', 'merged', 'moved', 'deleted', 'orphans', 'grants'] as const

/** What was done before the page came back, from its address: one of a few sentences, never words of the address. */
export const readNotice = (query: URLSearchParams, { t }: Pick<ViewContext, 't'>): string | null => {
  const done = notices.find((notice) => notice === query.get('done'))
  return done === undefined ? null : t(`done.${done}`)
}
