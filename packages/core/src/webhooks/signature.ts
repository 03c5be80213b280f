import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A secret in the form of Standard Webhooks: 32 random bytes in base64 behind `whsec_`. */
export const createWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`

/** Headers that prove who sent a message and when, as Standard Webhooks has them (https://www.standardwebhooks.com). */
export const signMessage = (
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signature = createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
