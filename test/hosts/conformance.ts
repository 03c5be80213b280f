import { createTestGallery } from '@vitrine/core/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type CreateServerOptions, createServer, type VitrineServer } from 'vitrine'
import { type ConformanceHost, hostConformanceCases } from 'vitrine/testing'

/** What a host gives back: where it listens, or the function that stands for it. */
export interface Mounted {
  /** Origin of the host, without the base path. */
  readonly origin: string
  readonly fetch?: ConformanceHost['fetch']
  close(): Promise<void>
}

export const account = { username: 'admin', password: 'correct horse battery' }

/** Runs the published suite against a host that is there once `open` has answered. */
export const describeConformance = (
  name: string,
  open: () => Promise<{ host: ConformanceHost; close(): Promise<unknown> }>,
): void => {
  describe(name, () => {
    let opened: Awaited<ReturnType<typeof open>> | undefined
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())
    it.each(hostConformanceCases)('$name', ({ run }) => {
      if (!opened) throw new Error('The host is not there yet.')
      return run(opened.host)
    })
  })
}

/** The same for a host in this process, with a new gallery in it. */
export const describeHost = (
  name: string,
  mount: (vitrine: VitrineServer, basePath: string) => Promise<Mounted>,
  { basePath = '/photos', ...options }: CreateServerOptions = {},
): void =>
  describeConformance(`${name} at ${basePath}`, async () => {
    const test = await createTestGallery()
    await test.gallery.asSystem('test').users.create({ ...account, role: 'webmaster', level: 8 })
    const vitrine = createServer(test.gallery, { basePath, ...options })
    const plain = basePath.replace(/\/+$/, '')
    const { origin, fetch, close } = await mount(vitrine, plain)
    return {
      host: { baseUrl: `${origin}${plain}`, account, ...(fetch ? { fetch } : {}) },
      async close() {
        await close()
        await vitrine.close()
        await test[Symbol.asyncDispose]()
      },
    }
  })
