import type { SwaggerRequest, SwaggerResponse } from 'swagger-ui-dist/swagger-ui-es-bundle.js'

/**
 * Sends the token of the session along with what goes to this server, as the SDK does: the one that the page was made with, or the one
 * that signing in on the page has brought.
 */
export const createCsrf = (token: string | null) => {
  const sessionPath = (url: string): boolean => new URL(url, location.href).pathname.endsWith('/session')
  return {
    request(request: SwaggerRequest): SwaggerRequest {
      const isOurs = new URL(request.url, location.href).origin === location.origin
      // A key stands for itself: no cookie counts beside it.
      const hasKey = Object.keys(request.headers).some((name) => name.toLowerCase() === 'authorization')
      if (token !== null && isOurs && !hasKey && request.method.toUpperCase() !== 'GET')
        request.headers['x-csrf-token'] = token
      return request
    },
    response(response: SwaggerResponse): SwaggerResponse {
      if (!sessionPath(response.url) || response.status >= 400) return response
      const answer = response.status === 204 ? {} : (JSON.parse(response.text || '{}') as { csrfToken?: unknown })
      token = typeof answer.csrfToken === 'string' ? answer.csrfToken : null
      return response
    },
  }
}
