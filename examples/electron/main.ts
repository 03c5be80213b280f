// The main process of a desktop program with a gallery in it: `tsx main.ts FOLDER [DATA]`. Runs without Electron too: it then asks
// the gallery both ways itself, as the window would.
import type { AddressInfo } from 'node:net'
import { type Gallery, VitrineError } from '@vitrine/core'
import { openGallery } from '@vitrine/example-gallery'
import { createSecret, listenPrivately, type Secret } from './loopback.ts'
import { registerGallery } from './protocol.ts'

/** The one person that uses the program; a password is not needed, since nobody signs in. */
const findOwner = async (gallery: Gallery): Promise<number> => {
  const users = gallery.asSystem('example: the owner of this computer').users
  const [owner] = (await users.list()).items
  const password = crypto.randomUUID()
  return (owner ?? (await users.create({ username: 'owner', password, role: 'webmaster', level: 8 }))).id
}

let secret: Secret | undefined
const { vitrine, index, close } = await openGallery(async (gallery) => {
  secret = createSecret(await findOwner(gallery))
  return { resolveActor: secret.resolveActor }
})
if (!secret) throw new VitrineError('INTERNAL')
const { headers } = secret

// 1. By the scheme gallery://, where the program's window is the only one that can ask. With Electron:
//      registerGallery(electron.protocol, vitrine); window.loadURL('gallery://app/')
let ask: (request: Request) => Promise<Response> = async () => Response.error()
registerGallery({ handle: (_scheme, handler) => (ask = handler) }, vitrine)
// With Electron: window.webContents.session.webRequest.onBeforeSendHeaders adds these headers.
const inProcess = await ask(new Request('gallery://app/', { headers }))
console.log(`gallery://app/ answers ${inProcess.status}`)

// 2. By a free port, for what needs an address, such as casting to a television. The secret goes along in a header.
const http = await listenPrivately(vitrine)
const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
console.log(`with the secret ${(await fetch(`${origin}/api/v1/albums`, { headers })).status}`)
console.log(`without it ${(await fetch(`${origin}/api/v1/albums`)).status}`)

await index()
http.closeAllConnections()
await new Promise((done) => http.close(done))
await close()
