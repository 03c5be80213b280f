import type { IncomingMessage, ServerResponse } from 'node:http'

/** Express takes the path that a handler is mounted at off its address, and keeps it in `baseUrl`; the gallery knows its own. */
export const withFullPath = (request: IncomingMessage): IncomingMessage => {
  const { baseUrl } = request as IncomingMessage & { baseUrl?: unknown }
  if (typeof baseUrl === 'string' && baseUrl !== '') request.url = `${baseUrl}${request.url ?? '/'}`
  return request
}

/**
 * Where a host set a header before the gallery answers (Express: `x-powered-by`), Node 20 keeps only the last of several headers
 * of one name, and with it only the last cookie. The host's headers stay, except those that the gallery sets itself.
 */
export const withAllCookies = (response: ServerResponse): ServerResponse => {
  if (response.getHeaderNames().length === 0) return response
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse
  return Object.assign(response, {
    writeHead(...parts: unknown[]): ServerResponse {
      const headers = parts.at(-1)
      if (!Array.isArray(headers)) return writeHead(...parts)
      for (let at = 0; at + 1 < headers.length; at += 2) {
        const [name, value] = [String(headers[at]), String(headers[at + 1])]
        if (name.toLowerCase() === 'set-cookie') response.appendHeader(name, value)
        else response.setHeader(name, value)
      }
      return writeHead(...parts.slice(0, -1))
    },
  })
}
