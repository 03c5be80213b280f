import { routes } from '../contract/routes.ts'
import type { GalleryEvent } from '../contract/schemas/event.ts'
import { toApiError } from '../errors.ts'
import { sleep } from '../sleep.ts'
import { type Transport, toQuery } from '../transport.ts'
import { readFrames } from './read-frames.ts'

export interface EventSubscription {
  /** Id of the last event that was dealt with. Default: from now on. */
  readonly after?: string
  /** Types such as `photo.added`, or `photo.*`. Default: all. */
  readonly types?: readonly string[]
  /** Ends the subscription. */
  readonly signal?: AbortSignal
}

export interface EventExtras {
  /**
   * Events as they happen, for as long as they are asked for: a connection that was lost is made again, and goes on where it was.
   *
   * @throws {VitrineApiError} the server refuses; the signal's reason is not thrown
   * @example for await (const event of client.events.subscribe({ types: ['photo.*'] })) console.log(event.type, event.subject.id)
   */
  subscribe(options?: EventSubscription): AsyncGenerator<GalleryEvent, void, undefined>
}

/** Twice the server's signs of life, and some more. */
const silenceMs = 45_000
const waitMs = (failures: number): number => Math.min(1_000 * 2 ** failures, 30_000) * (0.75 + Math.random() / 2)

export async function* subscribe(
  transport: Transport,
  { after, types, signal }: EventSubscription = {},
): AsyncGenerator<GalleryEvent, void, undefined> {
  const { method, path } = routes.events.stream
  let cursor = after ?? null
  for (let failures = 0; !signal?.aborted; ) {
    const connection = new AbortController()
    const stop = (): void => connection.abort()
    signal?.addEventListener('abort', stop)
    let silence = setTimeout(stop, silenceMs)
    try {
      const request = new Request(transport.url(`${path}${toQuery({ types })}`), {
        method,
        headers: {
          accept: 'text/event-stream',
          ...transport.identity(method),
          ...(cursor === null ? {} : { 'last-event-id': cursor }),
        },
        credentials: 'include',
        signal: connection.signal,
      })
      const response = await transport.fetch(request)
      transport.store(response.headers)
      if (!response.ok || !response.body)
        throw toApiError(response.status, await response.text(), response.headers.get('retry-after'))
      for await (const { id, data } of readFrames(response.body, connection.signal)) {
        failures = 0
        clearTimeout(silence)
        silence = setTimeout(stop, silenceMs)
        if (data !== null) yield JSON.parse(data) as GalleryEvent
        // After the event was dealt with: whoever stops in between gets it again.
        cursor = id ?? cursor
      }
    } catch (error) {
      const status = (error as { status?: unknown }).status
      const isRefusal = typeof status === 'number' && status < 500 && status !== 429
      if (isRefusal && !signal?.aborted) throw error
    } finally {
      clearTimeout(silence)
      signal?.removeEventListener('abort', stop)
      stop()
    }
    if (!signal?.aborted) await sleep(waitMs(failures++), signal).catch(() => {})
  }
}
