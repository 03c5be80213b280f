import { VitrineConnectionError } from './errors.ts'

/** The caller's signal, with a limit of time beside it. */
export interface Timeout {
  /** `undefined` where there is neither a limit nor a signal of the caller's. */
  readonly signal: AbortSignal | undefined
  /** Takes the limit back; the caller's signal goes on. */
  stop(): void
}

export const startTimeout = (timeoutMs: number, signal: AbortSignal | undefined): Timeout => {
  if (timeoutMs <= 0) return { signal, stop: () => {} }
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new VitrineConnectionError('timeout')), timeoutMs)
  return {
    signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
    stop: () => clearTimeout(timer),
  }
}
