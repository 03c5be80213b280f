import type { GalleryContext } from '../context.ts'
import type { FullGalleryEvent } from '../events/event.types.ts'
import type { AddressPolicy } from '../outbound/address-policy.ts'
import { signMessage } from './signature.ts'
import type { WebhookRow } from './webhook.table.ts'
import type { AttemptResult, SendWebhook } from './webhook.types.ts'

/** How long an answer may take. */
const timeoutMs = 10_000

export interface Attempt extends AttemptResult {
  /** Of the answer: not before that many seconds. */
  readonly retryAfterSeconds: number | null
}

/**
 * What is sent of an event: what happened to what, and who did it, but no contents. They are asked for by whoever may see them, and a
 * message that goes astray tells little.
 */
export const toMessage = (event: FullGalleryEvent): string => {
  const { id, type, at, subject, batchId, actor } = event
  return JSON.stringify({
    type,
    timestamp: at,
    data: { id, subject, batchId, actor: { kind: actor.kind, id: actor.id } },
  })
}

/** Sends one message once. Whatever goes wrong on the way is no answer: the reason would tell what there is in a network. */
export const attempt = async (
  { clock, log, signal }: Pick<GalleryContext, 'clock' | 'log' | 'signal'>,
  { send, policy }: { send: SendWebhook; policy: AddressPolicy },
  webhook: Pick<WebhookRow, 'id' | 'url' | 'secret'>,
  message: { id: string; body: string },
): Promise<Attempt> => {
  const startedAt = performance.now()
  const finish = (status: number | null, retryAfterSeconds: number | null = null): Attempt => ({
    isDelivered: status !== null && status >= 200 && status < 300,
    status,
    durationMs: Math.round(performance.now() - startedAt),
    retryAfterSeconds,
  })
  try {
    const { status, retryAfterSeconds } = await send({
      url: webhook.url,
      headers: {
        'content-type': 'application/json',
        ...signMessage(webhook.secret, { ...message, at: clock() }),
      },
      body: message.body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      allows: policy.allows,
    })
    return finish(status, retryAfterSeconds ?? null)
  } catch (error) {
    log.debug('A webhook could not be reached', { webhookId: webhook.id, error })
    return finish(null)
  }
}
