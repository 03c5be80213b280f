import { toNetwork, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RequestIdentity } from '../auth/request-identity.ts'
import { apiPrefix } from '../links.ts'
import { routeOf } from './observe.ts'

/** What a request to a route costs. A visitor has 600 points a minute, unless the options say otherwise. */
const costs: Readonly<Record<string, number>> = {
  '/search': 6,
  [`${apiPrefix}/search/facets`]: 4,
  [`${apiPrefix}/archives`]: 20,
  [`${apiPrefix}/archives/estimate`]: 6,
  '/archive': 20,
  // Programs ask for them over and over, and mostly nothing is new.
  '/feeds/:file': 6,
  '/feeds/albums/:file': 6,
  '/feeds/tags/:file': 6,
  [`${apiPrefix}/exports`]: 30,
  [`${apiPrefix}/imports`]: 30,
  [`${apiPrefix}/rights/explain`]: 4,
  // They walk the change log from end to end.
  [`${apiPrefix}/account/export`]: 60,
  '/account/export': 60,
  [`${apiPrefix}/events/log`]: 2,
  [`${apiPrefix}/webhooks/:id/test`]: 30,
  [`${apiPrefix}/webhooks/:id/deliveries/:deliveryId/resend`]: 30,
}
/** Lists cost something where they are searched. */
const searchCost = 2
const photosRoute = `${apiPrefix}/photos`

export interface RateLimits {
  /** To be called where a route begins, once it is known who asks. @throws {VitrineError} `RATE_LIMITED` */
  take(event: H3Event, identity: RequestIdentity): Promise<void>
}

const visitorOf = ({ actor }: RequestIdentity, address: string | undefined): string => {
  switch (actor.kind) {
    case 'user':
    case 'apiKey':
      return `user ${actor.userId}`
    case 'host':
      return `host ${actor.subject}`
    // Whoever holds a link is known by nothing but where it comes from.
    default:
      return `address ${address === undefined ? 'unknown' : toNetwork(address)}`
  }
}

/** Limits of routes that cost much, for each visitor. In memory: each process counts for itself. */
export const createRateLimits = (
  pointsPerMinute: number | null,
  clientAddress: (event: H3Event) => string | undefined,
): RateLimits => {
  if (pointsPerMinute === null) return { take: async () => {} }
  const limiter = new RateLimiterMemory({ points: pointsPerMinute, duration: 60 })
  return {
    async take(event, identity) {
      const route = routeOf(event)
      const cost = route === photosRoute && event.url.searchParams.has('q') ? searchCost : costs[route]
      if (cost === undefined) return
      try {
        await limiter.consume(visitorOf(identity, clientAddress(event)), cost)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        throw new VitrineError('RATE_LIMITED', {
          details: { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1_000) },
        })
      }
    },
  }
}
