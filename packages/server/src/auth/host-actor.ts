import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, VitrineError } from '@vitrine/core'
import { describeError } from '../http/describe-error.ts'
import type { ServerOptions } from '../options.types.ts'

/** A host that does not answer must not hold visitors' connections for ever. */
const maxWaitMs = 10_000

/** Whom a request may come from. The system and previews are not among them: no host can be made to hand those out. */
const kinds: readonly unknown[] = ['guest', 'user', 'apiKey', 'host', 'link'] satisfies Actor['kind'][]

/**
 * Asks the host application who makes a request; `null` where it leaves that to the gallery's own sessions.
 *
 * Whatever goes wrong, nobody gets in by it: a fault is an answer with status 503, never a guest's page.
 *
 * @throws {VitrineError} `ACTOR_UNRESOLVED`; `UNAUTHENTICATED` and other codes of ours, where the host throws those
 */
export const askHost = async (
  { resolveActor, log }: Pick<ServerOptions, 'resolveActor' | 'log'>,
  request: Request,
): Promise<Exclude<Actor, { kind: 'preview' }> | null> => {
  if (resolveActor === null) return null
  const waiting = new AbortController()
  try {
    const actor = await Promise.race([
      Promise.resolve(resolveActor(request)),
      sleep(maxWaitMs, undefined, { signal: waiting.signal, ref: false }).then(() => {
        throw new Error(`The host did not answer within ${maxWaitMs} ms.`)
      }),
    ])
    if (actor === null) return null
    if (typeof actor !== 'object' || !kinds.includes(actor.kind)) throw new TypeError('The host named no actor.')
    return actor as Exclude<Actor, { kind: 'preview' }>
  } catch (error) {
    if (VitrineError.is(error)) throw error
    log('error', 'The host application could not tell who asks.', { cause: describeError(error) })
    throw new VitrineError('ACTOR_UNRESOLVED', { cause: error })
  } finally {
    waiting.abort()
  }
}
