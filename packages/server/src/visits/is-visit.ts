import type { H3Event } from 'h3'
import { isbot } from 'isbot'

/** What browsers say of a page that they fetch in case somebody goes there; `preview` is what Safari shows before it is opened. */
const aheadOfTime = /prefetch|prerender|preview/i

/**
 * Whether somebody looks: the one place that says so for the hits of photos and for the history. What is fetched ahead, by a machine or
 * by a script of a page, is no visit.
 */
export const isVisit = ({ req }: H3Event): boolean => {
  const { headers, method } = req
  if (method === 'HEAD') return false
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => headers.get(name) ?? '').join(' ')
  if (aheadOfTime.test(purpose)) return false
  const userAgent = headers.get('user-agent') ?? ''
  // Browsers say what they are, always.
  return userAgent !== '' && !isbot(userAgent)
}

/** The same of a page: a script that fetches the next part of a list shows no other one. */
export const isPageVisit = (event: H3Event): boolean => {
  const target = event.req.headers.get('sec-fetch-dest')
  return (target === null || target === 'document' || target === 'iframe') && isVisit(event)
}
