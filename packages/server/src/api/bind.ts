import { inputInvalid, VitrineError } from '@vitrine/core'
import { type Operation, scopesOf } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import { safeParse } from 'valibot'
import type { RequestIdentity } from '../auth/request-identity.ts'
import type { BackgroundWork } from '../background.ts'
import type { ServerContext } from '../context.ts'
import type { Respond } from '../http/respond.ts'
import { requireOpen } from '../operation/maintenance.ts'
import { readJsonBody } from './body.ts'
import { coerceTexts } from './coerce.ts'
import type { Answer, ApiCall } from './handler.types.ts'
import { toIssues } from './issues.ts'

/** A handler whose types were checked where it is declared; here its input comes from the schema it was checked against. */
export type BoundHandler = (call: ApiCall, input: Readonly<Record<string, unknown>>) => Promise<unknown>

/** Keys are for what they were made for, and for nothing that does not say so. */
const admitKey = async (operation: Operation, { gallery }: RequestIdentity): Promise<void> => {
  const [needed, held] = [scopesOf(operation), (await gallery.me()).scopes ?? []]
  if (!needed.some((scope) => held.includes(scope)))
    throw new VitrineError('SCOPE_MISSING', { details: { scope: needed[0] ?? null } })
}

const admit = async (operation: Operation, identity: RequestIdentity): Promise<void> => {
  if (identity.own.kind === 'apiKey') await admitKey(operation, identity)
  if (operation.auth === 'public') return
  if (identity.actor.kind === 'guest') throw new VitrineError('UNAUTHENTICATED')
  if (operation.auth === 'admin' && !(await identity.gallery.me()).isAdmin) throw new VitrineError('FORBIDDEN')
}

const readInput = async (operation: Operation, event: H3Event): Promise<Readonly<Record<string, unknown>>> => {
  const { params, query, body } = operation.input
  const sources: [schema: typeof params, value: unknown][] = []
  if (params) sources.push([params, coerceTexts(params, Object.entries(event.context.params ?? {}))])
  if (query) sources.push([query, coerceTexts(query, event.url.searchParams)])
  if (body && operation.encoding === 'json') sources.push([body, await readJsonBody(event)])

  const input: Record<string, unknown> = {}
  const issues = sources.flatMap(([schema, value]) => {
    if (!schema) return []
    const result = safeParse(schema, value)
    if (result.success) Object.assign(input, result.output)
    return result.success ? [] : toIssues(result.issues)
  })
  if (issues.length > 0) throw inputInvalid(issues)
  return input
}

/** Answers that can be had in a language are asked for by the query alone: the same address says the same to everybody. */
const speakIn = (
  { input: { query } }: Operation,
  { gallery }: RequestIdentity,
  input: Readonly<Record<string, unknown>>,
): { gallery: ApiCall['gallery']; asked: Readonly<Record<string, unknown>> } => {
  if (query === undefined || !('entries' in query) || !('language' in (query.entries as object)))
    return { gallery, asked: input }
  const { language, ...asked } = input
  return { gallery: typeof language === 'string' ? gallery.inLanguage(language) : gallery, asked }
}

/** What changes nothing but how the asker itself sees the gallery. */
const ownViewWrites: readonly string[] = ['session.delete', 'viewAs.start', 'viewAs.stop']

/** Administrators come in by these while the gallery is closed to others. */
const isDoor = ({ path }: Operation): boolean => path === '/session' || path.startsWith('/session/')

const isAnswer = (value: unknown): value is Answer<unknown> =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value

/**
 * An operation of the contract as a route: who asks, may it ask at all, is the input right, then the handler.
 *
 * Every fault becomes an answer here, so that no route can forget to.
 */
export const bind = (
  operation: Operation,
  handler: BoundHandler,
  server: { context: ServerContext; respond: Respond; background: BackgroundWork },
): ((event: H3Event) => Promise<Response>) => {
  const { context, respond, background } = server
  const writes = operation.method !== 'GET'

  return async (event) => {
    try {
      const identity = await context.authenticate(event)
      if (writes && operation.csrf)
        await context.checkWrite(event, undefined, { inPreview: ownViewWrites.includes(operation.id) })
      if (!isDoor(operation)) await requireOpen(context, identity)
      await admit(operation, identity)
      await context.limits.take(event, identity)
      const input = await readInput(operation, event)
      const { gallery, asked } = speakIn(operation, identity, input)
      const result = await handler({ context, event, identity, gallery, background }, asked)

      if (result instanceof Response) return result
      if (operation.answer === 'none') return respond.empty(operation.status)
      if (operation.encoding === 'multipart' && isAnswer(result)) return respond.json(result.status, result.body)
      return respond.json(operation.status, result)
    } catch (error) {
      // A door of ours that a sign-in could open says so, whatever the inner one answered.
      const isGuest = VitrineError.has(error, 'FORBIDDEN') && (await context.authenticate(event)).actor.kind === 'guest'
      return respond.error(isGuest ? new VitrineError('UNAUTHENTICATED') : error, event)
    }
  }
}
