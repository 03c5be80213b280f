import type { IncomingMessage, ServerResponse } from 'node:http'

export interface PaceLimits {
  /** Slower than the slowest line that anybody uploads over. */
  readonly minBytesPerSecond: number
  readonly lookEveryMs: number
}
const usualLimits: PaceLimits = { minBytesPerSecond: 512, lookEveryMs: 10_000 }
/** Looks in a row at which too little had come: a gap of half a minute is no crime. */
const maxSlowLooks = 3

/** Cuts off whoever sends the body of a request so slowly that it only holds the connection. */
export const watchPace = (
  request: IncomingMessage,
  response: ServerResponse,
  { minBytesPerSecond, lookEveryMs }: PaceLimits = usualLimits,
): void => {
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return
  const { socket } = request
  let received = socket.bytesRead
  let slowLooks = 0
  const stop = (): void => clearInterval(timer)
  const timer = setInterval(() => {
    if (request.complete || response.writableEnded) return stop()
    const bytes = socket.bytesRead - received
    received = socket.bytesRead
    // Where we do not read, it is our pace and not the sender's.
    const isOurs = request.readableLength >= request.readableHighWaterMark
    slowLooks = isOurs || bytes >= (minBytesPerSecond * lookEveryMs) / 1_000 ? 0 : slowLooks + 1
    if (slowLooks >= maxSlowLooks) socket.destroy()
  }, lookEveryMs)
  timer.unref()
  request.once('close', stop)
}
