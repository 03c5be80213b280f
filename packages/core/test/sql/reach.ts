import { readdir } from 'node:fs/promises'
import { type Profiler, Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../../src/', import.meta.url))

/** Counts which functions are called from now on. `unreached()` names the exported functions of stores that were not. */
export const watchStores = async () => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return {
    unreached: async (): Promise<string[]> => {
      const { result } = await session.post('Profiler.takePreciseCoverage')
      session.disconnect()
      const called = new Set(result.flatMap(calledIn))
      const unreached: string[] = []
      for (const entry of await readdir(source, { recursive: true })) {
        const file = entry.replaceAll('\\', '/')
        if (!file.endsWith('.store.ts')) continue
        const exported = (await import(join(source, entry))) as Record<string, unknown>
        for (const [name, value] of Object.entries(exported))
          if (isFunction(value) && !called.has(`${file} ${name}`)) unreached.push(`${file} ${name}`)
      }
      return unreached.sort()
    },
  }
}

/** Classes are known to the engine by their methods. */
const isFunction = (value: unknown): boolean => typeof value === 'function' && !/^class\b/.test(String(value))

const calledIn = ({ url, functions }: Profiler.ScriptCoverage): string[] => {
  const at = url.indexOf('/packages/core/src/')
  if (at === -1) return []
  const file = url.slice(at + '/packages/core/src/'.length).replace(/\?.*$/, '')
  return functions.flatMap(({ functionName, ranges }) =>
    (ranges[0]?.count ?? 0) > 0 ? [`${file} ${functionName}`] : [],
  )
}

/** The same services, and the names of those methods that are called: `albums.create`. */
export const watchServices = <T extends object>(services: T, called: Set<string>): T =>
  new Proxy(services, {
    get: (target, key, receiver) => {
      const service: unknown = Reflect.get(target, key, receiver)
      if (typeof service !== 'object' || service === null || typeof key !== 'string') return service
      return watchMethods(service, key, called)
    },
  })

const watchMethods = (service: object, path: string, called: Set<string>): object =>
  new Proxy(service, {
    get: (target, key, receiver) => {
      const member: unknown = Reflect.get(target, key, receiver)
      if (typeof key !== 'string') return member
      if (typeof member === 'function') called.add(`${path}.${key}`)
      return typeof member === 'object' && member !== null ? watchMethods(member, `${path}.${key}`, called) : member
    },
  })

/** Every method of the services that somebody has, `tags.manage.list` among them. */
export const methodsOf = (services: object): string[] =>
  Object.keys(Object.getPrototypeOf(services) as object).flatMap((name) =>
    name === 'actor' ? [] : membersOf(Reflect.get(services, name), name),
  )

const membersOf = (value: unknown, path: string): string[] => {
  if (typeof value === 'function') return path.includes('.') ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, `${path}.${name}`))
}
