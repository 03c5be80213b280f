import { type VisitDraft, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { ServerContext } from '../context.ts'
import { describeError } from '../http/describe-error.ts'
import { isVisit } from './is-visit.ts'

type Context = Pick<ServerContext, 'authenticate' | 'clientAddress' | 'options'>

/** What a request says of a visitor. */
export const visitorOf = (event: H3Event, context: Pick<ServerContext, 'clientAddress'>) => ({
  address: context.clientAddress(event)?.slice(0, 100),
  userAgent: event.req.headers.get('user-agent')?.slice(0, 500),
})

/** Keeps a visit in the history; nobody waits for it. */
export const recordVisit = (context: Context, event: H3Event, visit: VisitDraft): void => {
  const record = async (): Promise<void> => {
    const { gallery } = await context.authenticate(event)
    await gallery.history.record({ ...visit, ...visitorOf(event, context) })
  }
  record().catch((error: unknown) => {
    if (VitrineError.has(error, 'GALLERY_CLOSED')) return
    context.options.log('warn', 'A visit could not be kept.', { cause: describeError(error) })
  })
}

/** Keeps a download, where the answer is the beginning of a file: not what goes on with it, nor what the asker has already. */
export const recordDownload = (
  context: Context,
  event: H3Event,
  response: Response,
  visit: { readonly photoId: number; readonly type: 'high' | 'download' },
): Response => {
  const range = response.headers.get('content-range')
  const isBeginning = response.status === 200 || (response.status === 206 && (range?.startsWith('bytes 0-') ?? false))
  if (isBeginning && isVisitOrProgram(event)) recordVisit(context, event, { section: 'photos', ...visit })
  return response
}

/** What is downloaded leaves the gallery, whoever takes it: with a key, a program may do so. */
const isVisitOrProgram = (event: H3Event): boolean =>
  isVisit(event) || (event.req.method !== 'HEAD' && event.req.headers.has('authorization'))
