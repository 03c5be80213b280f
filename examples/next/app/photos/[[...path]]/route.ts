import { openVitrine } from '@/gallery'

// Next tells no client address: behind a proxy, pass on what that one says, as `vitrine.fetch(request, { address })`.
const handle = async (request: Request): Promise<Response> => (await openVitrine()).fetch(request)

export const dynamic = 'force-dynamic'
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}
