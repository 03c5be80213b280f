import type { VitrineServer } from 'vitrine'

/** What Electron's `protocol` has, as far as it is needed here. */
interface Protocol {
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void
}

/** The gallery speaks http, and this is where its pages believe to be. */
const ownOrigin = 'http://gallery.localhost'

/**
 * Answers `gallery://app/…` from the gallery in this process: no port, nothing that another program could reach.
 *
 * Before the app is ready, Electron has to be told what the scheme may do:
 * `protocol.registerSchemesAsPrivileged([{ scheme: 'gallery', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }])`
 */
export const registerGallery = (protocol: Protocol, vitrine: VitrineServer): void => {
  protocol.handle('gallery', (request) => {
    const { pathname, search } = new URL(request.url)
    const headers = new Headers(request.headers)
    if (headers.get('origin') === 'gallery://app') headers.set('origin', ownOrigin)
    const init = { method: request.method, headers, signal: request.signal }
    const body = request.body === null ? {} : { body: request.body, duplex: 'half' as const }
    return vitrine.fetch(new Request(`${ownOrigin}${pathname}${search}`, { ...init, ...body }))
  })
}
