import assert from 'node:assert/strict'
import type { ConformanceHost } from './conformance.types.ts'

/** One browser, or one program: keeps its cookies and the token for writes. */
export interface Visitor {
  /** Asks for an address below the base path. Never follows a redirect. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** A write with a JSON body; its answer, after its status was held against `status`. */
  write(method: string, path: string, body: unknown, status: number): Promise<Record<string, unknown>>
  signIn(): Promise<Response>
  readonly csrfToken: string
}

/** Path of the base address: empty, or like `/photos`. */
export const basePathOf = (host: ConformanceHost): string => new URL(host.baseUrl).pathname.replace(/\/$/, '')

export const createVisitor = (host: ConformanceHost): Visitor => {
  const send = host.fetch ?? ((request: Request) => fetch(request))
  const cookies = new Map<string, string>()
  let csrfToken = ''

  const ask: Visitor['ask'] = async (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (csrfToken !== '' && !headers.has('x-csrf-token')) headers.set('x-csrf-token', csrfToken)
    const response = await send(new Request(`${host.baseUrl}${path}`, { ...init, headers, redirect: 'manual' }))
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      if (attributes.some((each) => /^\s*max-age=0$/i.test(each))) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  return {
    ask,
    async write(method, path, body, status) {
      const response = await ask(path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      assert.equal(response.status, status, `${method} ${path} answers: ${text}`)
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
    },
    async signIn() {
      const response = await ask('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(host.account),
      })
      const text = await response.text()
      assert.equal(response.status, 200, `signing in answers: ${text}`)
      csrfToken = (JSON.parse(text) as { csrfToken: string }).csrfToken
      return response
    },
    get csrfToken() {
      return csrfToken
    },
  }
}
