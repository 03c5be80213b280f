import type { EventPage, Webhook } from '@vitrine/core'
import type { EventPage as EventPageDto, Webhook as WebhookDto } from '@vitrine/sdk/contract'

export const toEventPage = ({ items, cursor, hasMore }: EventPage): EventPageDto => ({
  items: items.map(({ id, type, at, subject, batchId }) => ({ id, type, at, subject: { ...subject }, batchId })),
  cursor,
  hasMore,
})

export const toWebhook = ({ types, ...webhook }: Webhook): WebhookDto => ({
  ...webhook,
  types: types === null ? null : [...types],
})
