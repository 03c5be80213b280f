import type { Gallery } from '@vitrine/core'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export interface ServerMetrics {
  /** @param request.route - The template, such as `/albums/:id`: never the address itself, of which there are as many as there are visitors' ideas. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>
  readonly contentType: string
}

/** Figures of one server, in a registry of its own: two of them in one process share nothing. */
export const createMetrics = (gallery: Gallery): ServerMetrics => {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'vitrine_http_requests_total',
    help: 'Requests answered, by the template of their route.',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'vitrine_http_request_duration_seconds',
    help: 'From the request to the head of the answer.',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const gauge = <const L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name: `vitrine_${name}`, help, labelNames: [...labelNames], registers })
  const jobs = gauge('jobs', 'Background jobs of all processes.', ['state'])
  const rendering = gauge('renderings', 'Pictures that are being made, and that wait for it.', ['state'])
  const rendered = gauge(
    'rendered',
    'Since the start: pictures made, originals decoded for them, and those that failed.',
    ['outcome'],
  )
  const cache = gauge('cache_lookups', 'Since the start: where pictures were found.', ['found'])
  const memory = gauge('cache_memory_bytes', 'Pictures that are kept in memory.', [])
  const calls = gauge('calls_under_way', 'Calls of the gallery under way.', [])
  const history = gauge(
    'visits',
    'Lines of the history: those that wait in this process, and since its start those written and dropped.',
    ['state'],
  )
  let isFirst = true

  const collect = async (): Promise<void> => {
    const figures = await gallery.figures()
    for (const [state, count] of Object.entries(figures.jobs)) jobs.set({ state }, count)
    const { cache: counts, ...made } = figures.derivatives
    rendering.set({ state: 'active' }, made.active)
    rendering.set({ state: 'waiting' }, made.waiting)
    for (const outcome of ['rendered', 'decoded', 'failed'] as const) rendered.set({ outcome }, made[outcome])
    cache.set({ found: 'memory' }, counts.memoryHits)
    cache.set({ found: 'disk' }, counts.diskHits)
    cache.set({ found: 'nowhere' }, counts.misses)
    memory.set(counts.memoryBytes)
    calls.set(figures.callsUnderWay)
    for (const state of ['waiting', 'written', 'dropped'] as const) history.set({ state }, figures.visits[state])
  }

  return {
    answered: ({ method, route, status, seconds }) => {
      requests.inc({ method: knownMethods.has(method) ? method : 'other', route, status })
      durations.observe({ route }, seconds)
    },
    async text() {
      // Watching the event loop and the collector costs something: only where somebody looks.
      if (isFirst) collectDefaultMetrics({ register: registry, prefix: 'vitrine_' })
      isFirst = false
      await collect()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
