import { contract, listOperations } from '@vitrine/sdk/contract'
import type { Site } from './worlds.ts'

const origin = 'http://gallery.test'

/** What an answer says: all but the part of the clock and of chance in it, which is where a shuffled list begins. */
const tell = async (site: Site, path: string, init: RequestInit = {}): Promise<string> => {
  const response = await site.server.fetch(new Request(`${origin}${path}`, { redirect: 'manual', ...init }))
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date' && name !== 'x-request-id')
    .map(([name, value]) => [name, name === 'location' ? value.replace(/random:\d+/, 'random:7') : value])
    .sort()
  const body = Buffer.from(await response.arrayBuffer())
  const isText = /json|html|xml|text|javascript|svg/.test(response.headers.get('content-type') ?? '')
  const told = JSON.stringify([response.status, headers, isText ? body.toString() : body.toString('base64')])
  // Chance is the gallery's own: each draws another order, and both are asked for the same one.
  return told.replaceAll(/random:\d+/g, 'random:7')
}

/** Asks both the same; hands out where they differ. */
export const createAsker = (full: Site, bare: Site) => {
  const differences: string[] = []
  const leaks: string[] = []
  let asked = 0
  return {
    differences,
    leaks,
    asked: () => asked,
    ask: async (path: string, init?: RequestInit): Promise<string> => {
      asked += 1
      const [one, other] = [await tell(full, path, init), await tell(bare, path, init)]
      if (one !== other)
        differences.push(`${init?.method ?? 'GET'} ${path}\n  ${one.slice(0, 3_000)}\n  ${other.slice(0, 3_000)}`)
      return one
    },
  }
}

type Asker = ReturnType<typeof createAsker>

const maxPages = 2_000

/** Follows every link, form and picture from the home page on. */
export const crawlPages = async ({ ask }: Asker, starts: readonly string[]): Promise<Set<string>> => {
  const seen = new Set<string>(starts)
  const queue = [...starts]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const answer = JSON.parse(await ask(path)) as [number, [string, string][], string]
    const [, headers, body] = answer
    const found = [
      ...headers.flatMap(([name, value]) => (name === 'location' ? [value] : [])),
      ...[...body.matchAll(/(?:href|src|action|data-src|content)="([^"#]+)"/g)].map((match) => match[1] as string),
      ...[...body.matchAll(/srcset="([^"]+)"/g)].flatMap((match) =>
        (match[1] as string).split(',').map((part) => part.trim().split(' ')[0] as string),
      ),
    ]
    for (const link of found) {
      const url = URL.parse(link.replaceAll('&amp;', '&'), `${origin}${path}`)
      if (url?.origin !== origin) continue
      const next = url.pathname + url.search
      if (seen.has(next) || seen.size >= maxPages) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return seen
}

/** Values to try for a parameter; `id` goes through everything there is, and some more. */
const valuesOf = (name: string, ids: readonly number[], canary: string): readonly string[] => {
  switch (name) {
    case 'id':
    case 'album':
    case 'tag':
    case 'parent':
    case 'photo':
      return ids.map(String)
    case 'q':
    case 'text':
    case 'startsWith':
    case 'prefix':
      return [canary, 'sky', 'created:2001', `author:${canary}`, `-${canary}`, 'rating:*', `tag:${canary}`, 'albumid:1']
    case 'recursive':
      return ['true']
    case 'sort':
      return ['takenAt', '-rating', 'fileName', 'position', 'title', 'views', 'random:7', '-rating,takenAt']
    case 'limit':
      return ['1', '2', '500', '0', '501', 'x']
    case 'cursor':
      return ['forged', 'W10']
    case 'by':
      return ['created', 'posted']
    case 'year':
      return ['2001', '2020', '2022', 'any']
    case 'month':
      return ['1', '2', '12', 'any']
    case 'day':
      return ['25', '31']
    default:
      return ['1', 'sky', 'author', '1,2', 'true']
  }
}

/**
 * The whole log of changes was taken away with what is private, so that the two have other events; and their stream has no end. What a
 * guest learns of events is held against its rights by tests of their own.
 */
const isAboutEvents = (operation: string): boolean => operation.startsWith('events.')

/** Every reading operation, with every parameter by itself and the usual ones in pairs. */
export const crawlApi = async ({ ask }: Asker, ids: readonly number[], canary: string): Promise<void> => {
  for (const { id: operation, method, path, input } of listOperations(contract)) {
    if (method !== 'GET' || isAboutEvents(operation)) continue
    const places = path.includes(':') ? ids.map((id) => path.replace(/:\w+/g, `${id}`)) : [path]
    const names = entriesOf(input.query)
    for (const place of places) {
      await ask(`/api/v1${place}`)
      const rest = places.length > 1 ? names.filter((name) => name === 'album' || name === 'size') : names
      for (const name of rest)
        for (const value of valuesOf(name, ids, canary)) {
          await ask(`/api/v1${place}?${new URLSearchParams({ [name]: value })}`)
          if (name === 'album' && names.includes('recursive'))
            await ask(`/api/v1${place}?${new URLSearchParams({ album: value, recursive: 'true' })}`)
          if (name === 'year' && names.includes('month'))
            for (const month of ['1', '2', '12', 'any'])
              await ask(`/api/v1${place}?${new URLSearchParams({ year: value, month })}`)
        }
    }
  }
}

/** Every writing operation: a guest learns nothing from being refused. */
export const tryWrites = async ({ ask }: Asker, ids: readonly number[]): Promise<void> => {
  for (const { method, path, encoding } of listOperations(contract)) {
    if (method === 'GET' || path === '/session') continue
    for (const id of path.includes(':') ? ids : [0])
      await ask(`/api/v1${path.replace(/:\w+/g, `${id}`)}`, {
        method,
        ...(encoding === 'json' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
      })
  }
}

const entriesOf = (schema: unknown): string[] => {
  if (typeof schema !== 'object' || schema === null) return []
  if ('entries' in schema && typeof schema.entries === 'object' && schema.entries !== null)
    return Object.keys(schema.entries)
  // A pipe starts with the object that it goes on from.
  return 'pipe' in schema && Array.isArray(schema.pipe) ? entriesOf(schema.pipe[0]) : []
}
