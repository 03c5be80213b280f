import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toEventPage, toWebhook } from '../dto/event.ts'
import { toPage } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const events = {
  list: async ({ gallery }, query) => toEventPage(await gallery.events.list(withoutUndefined(query))),
  stream: async ({ context, event }, query) => context.streamEvents(event, query),
} satisfies Handlers<Contract['events']>

export const webhooks = {
  list: async ({ gallery }) => ({ items: (await gallery.webhooks.list()).map(toWebhook) }),
  create: async ({ gallery }, draft) => {
    const { webhook, secret } = await gallery.webhooks.create(withoutUndefined(draft))
    return { webhook: toWebhook(webhook), secret }
  },
  get: async ({ gallery }, { id }) => toWebhook(await gallery.webhooks.get(id)),
  update: async ({ gallery }, { id, ...patch }) =>
    toWebhook(await gallery.webhooks.update(id, withoutUndefined(patch))),
  delete: async ({ gallery }, { id }) => {
    await gallery.webhooks.delete(id)
    return undefined
  },
  renewSecret: async ({ gallery }, { id }) => {
    const { webhook, secret } = await gallery.webhooks.renewSecret(id)
    return { webhook: toWebhook(webhook), secret }
  },
  test: async ({ gallery }, { id }) => gallery.webhooks.test(id),
  replay: async ({ gallery }, { id, after, since }) =>
    toWebhook(await gallery.webhooks.replay(id, after === undefined ? { since: since ?? '' } : { after })),
  deliveries: async ({ gallery }, { id, ...query }) =>
    toPage(await gallery.webhooks.deliveries(id, withoutUndefined(query)), (delivery) => ({ ...delivery })),
  resend: async ({ gallery }, { id, deliveryId }) => gallery.webhooks.resend(id, deliveryId),
} satisfies Handlers<Contract['webhooks']>
