import { pictureOf } from '../../packages/core/test/world.ts'
import type { FuzzWorld } from './fuzz-world.ts'
import type { Drawn, DrawnBody, FileKind } from './requests.ts'
import { lastHiddenId, seaId } from './template.ts'

/** Longest that a request may take. */
export const maxRequestMs = 15_000

let pictures = 0

const bytesOf = async (kind: FileKind): Promise<Buffer> => {
  switch (kind) {
    case 'picture':
      return pictureOf(`sent ${pictures++}`)
    case 'cut':
      return (await pictureOf('cut')).subarray(0, 200)
    case 'text':
      return Buffer.from('no picture at all')
    case 'empty':
      return Buffer.alloc(0)
    case 'table':
      return Buffer.from('id,title,tags\n5,From a table,"sea;coast"\n999999,Nobody,\n')
    case 'wrongTable':
      return Buffer.from('id,"title\n5,\u0000"\n,,,,,\n"')
    case 'svg':
      return Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    case 'zeros':
      return Buffer.alloc(4_096)
  }
}

const isAdministrator = (actor: Drawn['actor']): boolean => actor === 'admin' || actor === 'adminKey'

/**
 * An administrator may open what is hidden, and what is open is no secret any more. So it leaves those things alone: the ids of a write
 * of its are those of other things.
 */
const elsewhere = (text: string): string => {
  const value = Number(text)
  return text.trim() !== '' && value >= 1 && value <= lastHiddenId ? String(value + lastHiddenId) : text
}
const elsewhereIn = (value: unknown): unknown => {
  if (typeof value === 'number') return value >= 1 && value <= lastHiddenId ? value + lastHiddenId : value
  if (typeof value === 'string') return elsewhere(value)
  if (Array.isArray(value)) return value.map(elsewhereIn)
  return value
}

/** Who moves the album in which the hidden photo waits, or grants it, says who decides on that photo: an administrator does not here. */
const isOfRights = /^albums\.(?:move|setGrants)$/
const seaPath = new RegExp(`^/albums/${seaId}(?=/|$)`)

const withoutHidden = (drawn: Drawn): Drawn => {
  if (!isAdministrator(drawn.actor) || drawn.method === 'GET' || drawn.method === 'HEAD') return drawn
  // A gallery that is closed answers nobody else.
  if (drawn.path === '/settings/maintenance') return { ...drawn, method: 'GET', body: { type: 'none' } }
  const path = drawn.path
    .split('/')
    .map((part) => encodeURIComponent(elsewhere(decodeURIComponent(part))))
    .join('/')
    .replace(isOfRights.test(drawn.operation) ? seaPath : /$^/, `/albums/${seaId + 1}`)
  const query = drawn.query.map(([name, value]) => [name, elsewhere(value)] as const)
  const body = bodyWithoutHidden(drawn.body)
  return { ...drawn, path, query, body: path === '/batches' ? withNamedPhotos(body) : body }
}

const bodyWithoutHidden = (body: DrawnBody): DrawnBody => {
  if (body.type === 'form') return { ...body, fields: body.fields.map(([name, value]) => [name, elsewhere(value)]) }
  if (body.type !== 'raw' || body.text.length > 10_000) return body
  try {
    // The walk keeps `__proto__` as a name.
    return { ...body, text: JSON.stringify(JSON.parse(body.text, (_, value) => elsewhereIn(value))) }
  } catch {
    return body
  }
}

/** A change of all that a list finds would take what is hidden along: those are looked at only. */
const withNamedPhotos = (body: DrawnBody): DrawnBody => {
  if (body.type !== 'raw') return body
  try {
    const asked = JSON.parse(body.text)
    return asked.select?.ids === undefined ? { ...body, text: JSON.stringify({ ...asked, dryRun: true }) } : body
  } catch {
    return body
  }
}

const bodyOf = async (
  body: DrawnBody,
): Promise<{ body?: FormData | Uint8Array<ArrayBuffer>; contentType?: string | null }> => {
  if (body.type === 'none') return {}
  if (body.type === 'raw') return { body: new TextEncoder().encode(body.text), contentType: body.contentType }
  const form = new FormData()
  for (const [name, value] of body.fields) form.append(name.toWellFormed(), value.toWellFormed())
  if (body.file)
    form.append('file', new File([new Uint8Array(await bytesOf(body.file.of))], body.file.name.toWellFormed()))
  return { body: form }
}

export interface Sent {
  readonly method: string
  readonly pathname: string
  readonly response: Response
}

/** The same, or a fault once it takes too long. No timer stays, for it would hold the request. */
const inTime = async <T>(answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${maxRequestMs} ms`)), maxRequestMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Sends a drawn request, to the server in this process or to its socket. */
export const send = async (world: FuzzWorld, given: Drawn): Promise<Sent> => {
  const drawn = withoutHidden(given)
  // A connection may be cut while a body is sent that is not taken, and Node itself refuses long heads: no answers of ours.
  const isLong = JSON.stringify([drawn.path, drawn.query, drawn.headers, drawn.body]).length > 10_000
  const bySocket = drawn.bySocket && !isLong
  const url = new URL(`${bySocket ? world.origin : 'http://gallery.test'}/api/v1${drawn.path}`)
  for (const [name, value] of drawn.query) url.searchParams.append(name, value)
  const { method } = drawn
  const { body, contentType } = method === 'GET' || method === 'HEAD' ? {} : await bodyOf(drawn.body)
  const request = new Request(url, { method, ...(body === undefined ? {} : { body }) })
  if (contentType === null) request.headers.delete('content-type')
  else if (contentType !== undefined) request.headers.set('content-type', contentType)
  for (const [name, value] of [...Object.entries(world.headersOf(drawn.actor)), ...drawn.headers])
    request.headers.set(name, value)
  const answer = bySocket ? fetch(request, { redirect: 'manual' }) : world.server.fetch(request)
  return { method, pathname: url.pathname, response: await inTime(answer) }
}
