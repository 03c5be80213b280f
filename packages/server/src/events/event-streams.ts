import { setTimeout as sleep } from 'node:timers/promises'
import { type Gallery, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { RequestIdentity } from '../auth/request-identity.ts'
import { describeError } from '../http/describe-error.ts'
import { baseHeaders, inertContent, noStore } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'

/** Streams that one visitor may have open at once: a browser with several tabs. */
const maxPerVisitor = 8
/** Of all visitors together. */
const maxStreams = 1_000
/** How often a sign of life is sent; proxies end connections that are silent for a minute. */
const heartbeatMs = 15_000
/** Commits that follow each other closely are told of together. */
const gatherMs = 200
const pageSize = 100

export interface EventStreamRequest {
  readonly after?: string | undefined
  readonly types?: readonly string[] | undefined
}

/** Server-sent events: each is held against the rights of that moment, and the stream ends with the session that it was asked for by. */
export interface EventStreams {
  open(event: H3Event, options: EventStreamRequest): Promise<Response>
  /** Ends all. */
  close(): void
}

export const createEventStreams = (
  gallery: Gallery,
  options: Pick<ServerOptions, 'log' | 'baseUrl'>,
  auth: {
    /** Who asks now, looked up anew. */
    identifyAgain(event: H3Event): Promise<RequestIdentity>
    clientAddress(event: H3Event): string | undefined
  },
): EventStreams => {
  const closing = new AbortController()
  const open = new Map<string, number>()
  const streams = new Set<() => void>()
  // Somebody signed out: streams are held against their sessions now, and not with their next sign of life.
  const stopListening = gallery.hooks.on(
    'auth.ended',
    () => {
      for (const recheck of streams) recheck()
    },
    { owner: 'server' },
  )

  const admit = (visitor: string): (() => void) => {
    const mine = open.get(visitor) ?? 0
    if (mine >= maxPerVisitor || streams.size >= maxStreams)
      throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: 30 } })
    open.set(visitor, mine + 1)
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      const left = (open.get(visitor) ?? 1) - 1
      if (left === 0) open.delete(visitor)
      else open.set(visitor, left)
    }
  }

  async function* frames(
    event: H3Event,
    {
      who,
      types,
      start,
      signal,
      wait,
    }: {
      who: string
      types: readonly string[] | undefined
      start: string
      signal: AbortSignal
      wait: (cursor: string) => Promise<void>
    },
  ): AsyncGenerator<string, void, undefined> {
    let cursor = start
    yield `retry: 3000\nid: ${cursor}\n\n`
    let sentAt = performance.now()
    while (!signal.aborted) {
      const { actor } = await auth.identifyAgain(event)
      if (JSON.stringify(actor) !== who) return
      const page = await gallery.as(actor).events.list({ after: cursor, limit: pageSize, ...(types ? { types } : {}) })
      cursor = page.cursor
      if (signal.aborted) return
      const isSilent = performance.now() - sentAt >= heartbeatMs
      if (page.items.length > 0 || isSilent) {
        // The place behind what was passed over comes last, so that nobody goes through it again.
        yield `${page.items.map((item) => `id: ${item.id}\ndata: ${JSON.stringify(item)}\n\n`).join('')}id: ${cursor}\n\n`
        sentAt = performance.now()
      }
      if (page.hasMore) continue
      await wait(cursor)
    }
  }

  return {
    async open(event, { after, types }) {
      const { actor, user } = await auth.identifyAgain(event)
      const who = JSON.stringify(actor)
      // Asked for before the answer begins: what is wrong still has a status of its own.
      const named = event.req.headers.get('last-event-id') || after
      const { events } = gallery.as(actor)
      const start = named ?? (await events.latest())
      await events.list({ after: start, limit: 1, ...(types ? { types } : {}) })
      const leave = admit(
        user ? `user ${user.id}` : actor.kind === 'guest' ? `address ${auth.clientAddress(event)}` : who,
      )

      const ending = new AbortController()
      const signal = AbortSignal.any([ending.signal, closing.signal])
      let kick = new AbortController()
      const recheck = (): void => kick.abort()
      streams.add(recheck)
      const end = (): void => {
        ending.abort()
        streams.delete(recheck)
        leave()
      }
      const wait = async (cursor: string): Promise<void> => {
        const woken = AbortSignal.any([signal, kick.signal, AbortSignal.timeout(heartbeatMs)])
        await gallery.events.waitAfter(cursor, woken)
        if (!woken.aborted) await sleep(gatherMs, undefined, { signal: woken, ref: false }).catch(() => {})
        if (kick.signal.aborted) kick = new AbortController()
      }
      const parts = frames(event, { who, types, start, signal, wait })
      const encoder = new TextEncoder()
      const body = new ReadableStream<Uint8Array>({
        // One message ahead of the reader at most: a slow one is told late, and costs nothing.
        pull: async (controller) => {
          try {
            const next = await parts.next()
            if (!next.done) return controller.enqueue(encoder.encode(next.value))
          } catch (error) {
            // Whoever may not know any more who it is hears nothing more.
            if (!VitrineError.has(error, 'UNAUTHENTICATED', 'FORBIDDEN', 'GALLERY_CLOSED'))
              options.log('warn', 'A stream of events ended.', { cause: describeError(error) })
          }
          const wasCancelled = ending.signal.aborted
          end()
          if (!wasCancelled) controller.close()
        },
        cancel: end,
      })
      return new Response(body, {
        headers: {
          ...baseHeaders(options),
          ...inertContent,
          ...noStore,
          'content-type': 'text/event-stream; charset=utf-8',
          // nginx would keep what is sent until it has enough of it.
          'x-accel-buffering': 'no',
        },
      })
    },
    close: () => {
      stopListening()
      closing.abort()
    },
  }
}
