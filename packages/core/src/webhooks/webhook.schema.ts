import * as v from 'valibot'
import { eventTypes } from '../events/event-types.ts'
import { instant } from '../input/instant.ts'
import { pageLimit, prose } from '../input/validate.ts'
import type { AddressPolicy } from '../outbound/address-policy.ts'

const url = ({ allows }: AddressPolicy) =>
  v.pipe(
    v.string('Must be text.'),
    v.trim(),
    v.maxLength(2_000, 'Must have 2000 characters at most.'),
    v.check(isWebAddress, 'Must be an address such as https://example.org/hook, without a user name or a fragment.'),
    v.transform((value) => new URL(value).href),
    // A name is looked up, and refused, when it is connected to.
    v.check((value) => {
      const host = new URL(value).hostname.replace(/^\[(.*)\]$/, '$1')
      return !/^[\d.]+$|:/.test(host) || allows(host)
    }, 'Must not lead into a private network.'),
  )

const isWebAddress = (value: string): boolean => {
  if (!URL.canParse(value)) return false
  const { protocol, username, password, hash } = new URL(value)
  return ['https:', 'http:'].includes(protocol) && username === '' && password === '' && hash === ''
}

const description = v.pipe(prose(255), v.trim())
const types = v.nullable(eventTypes)
const after = v.string('Must be text.')

export const webhookDraft = (policy: AddressPolicy) =>
  v.strictObject({
    url: url(policy),
    description: v.optional(description, ''),
    types: v.optional(types, null),
    after: v.optional(after),
  })

export const webhookPatch = (policy: AddressPolicy) =>
  v.strictObject({
    url: v.optional(url(policy)),
    description: v.optional(description),
    types: v.optional(types),
    state: v.optional(v.picklist(['active', 'paused'], 'Must be active or paused.')),
  })

export const replayFrom = v.union(
  [v.strictObject({ after }), v.strictObject({ since: instant })],
  'Must say after which event, or since when.',
)

export const deliveryList = v.strictObject({
  limit: pageLimit(200, 50),
  cursor: v.optional(v.string('Must be text.')),
  state: v.optional(v.picklist(['waiting', 'delivered', 'dead'], 'Must be waiting, delivered or dead.')),
})
