import type { SendWebhook } from '@vitrine/core'
import { guardedRequest } from './guarded-request.ts'

/** Sends webhooks over HTTP. */
export const sendWebhook: SendWebhook = async (message) => {
  const { status, headers } = await guardedRequest({
    ...message,
    method: 'POST',
    headers: { ...message.headers, 'user-agent': 'Vitrine-Webhooks' },
  })
  const asked = Number(headers['retry-after'])
  return { status, retryAfterSeconds: Number.isFinite(asked) && asked > 0 ? asked : null }
}
