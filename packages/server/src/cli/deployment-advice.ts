import { readSwitch } from './switch.ts'

/** Something that a gallery on the public net should have, and that is not set. */
export interface Advice {
  readonly id: string
  readonly text: string
}

/** What the environment leaves open. Nothing of it is wrong for a gallery at home. */
export const deploymentAdvice = (environment: Readonly<Record<string, string | undefined>>): Advice[] => {
  const { VITRINE_BASE_URL: baseUrl, VITRINE_TRUST_PROXY: trustProxy } = environment
  const advice: Advice[] = []
  const add = (id: string, text: string): void => void advice.push({ id, text })
  if (!baseUrl)
    add('base-url', 'VITRINE_BASE_URL is not set: links are made of the address of each request, and HSTS is not sent.')
  else if (!baseUrl.startsWith('https:'))
    add('https', 'VITRINE_BASE_URL is not https: passwords and pictures travel in the clear.')
  if (!trustProxy)
    add('trust-proxy', 'VITRINE_TRUST_PROXY is not set: behind a proxy all visitors have the address of the proxy.')
  else if (trustProxy === 'true')
    add('trust-proxy-all', 'VITRINE_TRUST_PROXY believes everybody: name the proxy’s address, or “loopback”.')
  if (!environment.VITRINE_METRICS_TOKEN)
    add('metrics', 'VITRINE_METRICS_TOKEN is not set: only administrators read /metrics.')
  if (readSwitch(environment, 'VITRINE_WATCH') === false && !environment.VITRINE_SCHEDULE)
    add('watch', 'VITRINE_WATCH is off: changes in folders are taken over once a day.')
  if (environment.VITRINE_ALLOWED_RANGES)
    add(
      'allowed-ranges',
      `Webhooks and a provider that signs people in may be in private networks: ${environment.VITRINE_ALLOWED_RANGES}.`,
    )
  return advice
}
