import type { KyselyPlugin } from 'kysely'
import { expect, it, vi } from 'vitest'
import type { DialectSupport } from '../../src/db/dialect.ts'
import { describeDialects } from '../dialects.ts'
import { openLibrary } from './library-world.ts'
import { tinyPicture } from './tiny-picture.ts'

/** Counts the statements that a gallery sends. */
const counting = (dialect: DialectSupport) => {
  const statements: string[] = []
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const support: DialectSupport = {
    ...dialect,
    open: async () => {
      const connections = await dialect.open()
      return {
        ...connections,
        read: connections.read.withPlugin(plugin),
        write: connections.write.withPlugin(plugin),
        close: () => connections.close(),
      }
    },
  }
  return { support, statements }
}

describeDialects('synchronisation: what it costs', (dialect) => {
  const open = async () => {
    const database = await dialect.migratedDatabase()
    const { support, statements } = counting(database.support())
    const library = await openLibrary(dialect, { on: { ...database, support: () => support } })
    const put = async (folder: string, count: number) => {
      for (let n = 0; n < count; n++) await library.putBytes(`${folder}/${n}.jpg`, await tinyPicture(`${folder} ${n}`))
    }
    /** Statements of one run. The clock stands still: on a slow machine a batch would be written early, in two. */
    const run = async () => {
      statements.length = 0
      vi.useFakeTimers({ toFake: ['performance'] })
      try {
        await library.system.library.sync(library.root.id)
      } finally {
        vi.useRealTimers()
      }
      return statements.length
    }
    return { library, put, run }
  }

  it('sends as many statements for a batch, whatever is in it', async () => {
    const { library, put, run } = await open()
    await put('a', 100)
    await run()
    await put('b', 100)
    const one = await run()
    await put('c', 800)
    const eight = await run()
    expect(eight).toBeLessThan(one * 10)
    expect(one).toBeLessThan(60)
    expect((await library.system.photos.list({})).total).toBe(1_000)
  })

  it('sends as many for photos whose keywords stand in a tree', async () => {
    const { library, put, run } = await open()
    const putAll = async (folder: string, count: number) => {
      await put(folder, count)
      for (let n = 0; n < count; n++)
        await library.putBytes(`${folder}/${n}.xmp`, paths('Places', `Land ${n % 5}`, `Town ${n}`))
    }
    await putAll('a', 100)
    expect(await run(), 'with 106 new tags').toBeLessThan(120)
    await putAll('b', 100)
    const one = await run()
    expect(one).toBeLessThan(120)
    await putAll('c', 400)
    expect(await run()).toBeLessThan(one * 10)
    const town = (await library.system.tags.manage.list({ text: 'town 73' })).items[0]
    expect(town?.above.map(({ name }) => name)).toEqual(['Places', 'Land 3'])
  })

  it('sends one statement for a folder that did not change', async () => {
    const { library, put, run } = await open()
    for (let n = 0; n < 40; n++) await put(`f ${n % 8}/${n}`, 3)
    await run()
    const unchanged = await run()
    const folders = 1 + 8 + 40
    expect(unchanged).toBeLessThan(folders + 25)
    await library.put('f 0/0/new.jpg')
    expect(await run()).toBeLessThan(folders + 60)
  })
})

const paths = (...names: string[]): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/"><lr:hierarchicalSubject><rdf:Bag><rdf:li>${names.join('|')}</rdf:li></rdf:Bag>
 </lr:hierarchicalSubject></rdf:Description></rdf:RDF></x:xmpmeta>`
