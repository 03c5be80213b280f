/** What the code of guides takes for granted: names that a page does not declare itself mean these. */
export const given = `
declare const gallery: import('@vitrine/core').Gallery
declare const actor: import('@vitrine/core').Actor
declare const admin: import('@vitrine/core').ActorGallery
declare const member: import('@vitrine/core').ActorGallery
declare const content: import('node:stream').Readable
declare const album: number
declare const fileName: string
declare const client: import('@vitrine/sdk').Client
declare const file: File
declare const raw: File
declare const poster: File
declare const png: Buffer
declare const password: string
declare const key: string
declare const controller: AbortController
declare const membersRoleId: number
declare const linkId: number
declare const remember: (id: string) => void
declare const hasPaid: (userId: number | null) => boolean
declare const id: number
declare const albumId: number
declare const request: Request
/** Of browsers, which the other pages are not about. */
declare const navigator: { readonly credentials: { get(options: object): Promise<unknown> } }
declare const PublicKeyCredential: { parseRequestOptionsFromJSON(options: object): object }
interface PublicKeyCredential {
  toJSON(): Parameters<import('@vitrine/sdk').Client['passkeys']['signIn']>[0]['credential']
}

declare module 'my-plugin/operations' {
  export const wishes: {
    readonly wishes: {
      readonly list: {
        readonly id: 'wishes.list'
        readonly method: 'GET'
        readonly path: '/wishes'
        readonly answer: 'json'
        readonly summary: string
        readonly input: { readonly query: import('valibot').GenericSchema<{ limit?: number }> }
        readonly output: import('valibot').GenericSchema<{ items: number[] }>
        readonly status: 200
        readonly errors: readonly []
        readonly auth: 'user'
        readonly csrf: false
      }
    }
  }
}
`
