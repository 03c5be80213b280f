import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ImportedFile, ImportOptions } from '../../src/imports/import.types.ts'
import { describeDialects } from '../dialects.ts'
import { allPages, pictureOf, recount, refusalOf, type TestWorld } from '../world.ts'

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-import-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const sidecar = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">Said beside it</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`

describeDialects('an import', ({ openTestGallery }) => {
  const open = async () => {
    const world = await openTestGallery()
    const folder = await temporaryFolder()
    const put = async (path: string, bytes?: Buffer | string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes ?? (await pictureOf(path)))
    }
    const take = async (path: string, options: Omit<ImportOptions, 'sources'> = {}) => {
      const files: ImportedFile[] = []
      const run = { sources: [join(folder, path)], onFile: (file: ImportedFile) => void files.push(file) }
      const summary = await world.system.imports.run({ ...run, ...options })
      expect(await recount(world.db)).toEqual([])
      expect(await world.files('incoming')).toEqual([])
      return { summary, files }
    }
    return { ...world, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](), folder, put, take }
  }

  /** `path of names: titles or names of files`, for all albums with photos. */
  const contents = async ({ system }: TestWorld): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {}
    const visit = async (parent: number | null, above: string): Promise<void> => {
      for (const album of await allPages((cursor) => system.albums.list({ parent, cursor }))) {
        const path = above === '' ? album.name : `${above}/${album.name}`
        const photos = await allPages((cursor) => system.photos.list({ album: album.id, cursor }))
        found[path] = photos.map((photo) => photo.fileName).sort()
        await visit(album.id, path)
      }
    }
    await visit(null, '')
    return found
  }

  it('makes albums of folders, uses those that are there, and adds nothing twice', async () => {
    await using world = await open()
    const trip = await world.addAlbum('Trip')
    await world.put('Trip/1.jpg')
    await world.put('Trip/Day 2/2.jpg')
    await world.put('Trip/Day 2/again.jpg', await pictureOf('Trip/1.jpg'))
    await world.put('Trip/notes/readme.txt', 'no picture')
    await world.put('Trip/broken.jpg', (await pictureOf('broken')).subarray(0, 200))
    await world.put('Trip/.hidden.jpg')
    await symlink(join(world.folder, 'Trip/1.jpg'), join(world.folder, 'Trip/link.jpg'))

    const { summary, files } = await world.take('Trip', { level: 2, tags: ['of the trip'] })

    expect(summary).toMatchObject({ added: 2, duplicates: 1, refused: 3, unsupported: 1, albums: 1, removed: 0 })
    expect(summary).toMatchObject({ isDryRun: false, isStopped: false })
    expect(await contents(world)).toEqual({ Trip: ['1.jpg'], 'Trip/Day 2': ['1.jpg', '2.jpg'] })
    const refused = files.filter(({ outcome }) => outcome === 'refused')
    expect(refused.map(({ path, fault }) => `${path.slice(world.folder.length)} ${fault?.code}`).sort()).toEqual([
      '/Trip/broken.jpg MEDIA_TRUNCATED',
      '/Trip/link.jpg ENTRY_LINK_SKIPPED',
      '/Trip/notes/readme.txt MEDIA_UNSUPPORTED',
    ])
    const { items } = await world.system.photos.list({ album: trip.id })
    expect(items[0]).toMatchObject({ level: 2, tags: [{ name: 'of the trip' }] })

    const again = await world.take('Trip')
    expect(again.summary).toMatchObject({ added: 0, duplicates: 3, refused: 3, albums: 0 })
    expect(await world.system.photos.list({ limit: 1 })).toMatchObject({ total: 2 })
    expect(await readdir(join(world.folder, 'Trip'))).toHaveLength(6)
  })

  it('puts photos into an album named by its id or by its way, with or without albums for folders', async () => {
    await using world = await open()
    const album = await world.addAlbum('By id')
    await world.put('in/a/1.jpg')
    await world.put('in/2.jpg')
    await world.take('in', { album: album.id })
    await world.take('in', { album: ['Travel', 'Norway'], foldersAsAlbums: false })
    await world.take('in/2.jpg', { album: ['Travel'] })
    expect(await contents(world)).toEqual({
      'By id': [],
      'By id/in': ['2.jpg'],
      'By id/in/a': ['1.jpg'],
      Travel: ['2.jpg'],
      'Travel/Norway': ['1.jpg', '2.jpg'],
    })
    expect(await world.system.photos.list({ limit: 1 })).toMatchObject({ total: 2 })
  })

  it('changes nothing in a dry run, and says what would be', async () => {
    await using world = await open()
    await world.put('new/a/1.jpg')
    await world.put('new/b/2.jpg')
    await world.put('new/b/bad.txt', 'no')
    const { summary } = await world.take('new', { dryRun: true, move: true })
    expect(summary).toMatchObject({ isDryRun: true, added: 2, duplicates: 0, refused: 1, albums: 3, removed: 0 })
    expect(await contents(world)).toEqual({})
    expect(await world.files('originals')).toEqual([])
    expect(await readdir(join(world.folder, 'new/b'))).toEqual(['2.jpg', 'bad.txt'])
    await world.take('new')
    const again = await world.take('new', { dryRun: true })
    expect(again.summary).toMatchObject({ added: 0, duplicates: 2, albums: 0 })
  })

  it('that moves takes away what is stored and nothing else', async () => {
    await using world = await open()
    await world.put('in/1.jpg')
    await world.put('in/2.jpg')
    await world.put('in/2.xmp', sidecar)
    await world.put('in/copy of 1.jpg', await pictureOf('in/1.jpg'))
    await world.put('in/bad.jpg', 'no picture')
    const { summary, files } = await world.take('in', { move: true })
    expect(summary).toMatchObject({ added: 2, duplicates: 1, removed: 3, notRemoved: 0, refused: 1 })
    expect((await readdir(join(world.folder, 'in'))).sort()).toEqual(['2.xmp', 'bad.jpg'])
    const taken = files.find(({ path }) => path.endsWith('2.jpg'))
    expect(await world.system.photos.get(taken?.photoId ?? 0)).toMatchObject({ title: 'Said beside it' })
  })

  it('keeps the source where the stored bytes are not what was read', async () => {
    await using world = await open()
    await world.put('in/1.jpg')
    await world.take('in')
    const [original] = await world.files('originals')
    await chmod(original ?? '', 0o600)
    await writeFile(original ?? '', 'rotten')
    const { summary, files } = await world.take('in', { move: true })
    expect(summary).toMatchObject({ duplicates: 1, removed: 0, notRemoved: 1 })
    expect(files[0]).toMatchObject({ removed: false, fault: { code: 'STORAGE_FAILED' } })
    expect(await readdir(join(world.folder, 'in'))).toEqual(['1.jpg'])
  })

  it('stops when it is told to, and goes on when it is run again', async () => {
    await using world = await open()
    for (let i = 10; i < 30; i++) await world.put(`in/${i}.jpg`)
    const stopping = new AbortController()
    let done = 0
    const { summary } = await world.take('in', {
      signal: stopping.signal,
      onProgress: (progress) => {
        done = progress.filesDone
        if (done === 5) stopping.abort()
      },
    })
    expect(summary.isStopped).toBe(true)
    expect(summary.added).toBeGreaterThanOrEqual(5)
    expect(summary.added).toBeLessThanOrEqual(7)
    const rest = await world.take('in')
    expect(rest.summary).toMatchObject({ added: 20 - summary.added, duplicates: summary.added, isStopped: false })
    expect(Object.values(await contents(world))[0]).toHaveLength(20)
  })

  it('tells how far it is, to the end', async () => {
    await using world = await open()
    for (const name of ['1', '2', '3']) await world.put(`in/${name}.jpg`)
    const seen: { done: number; found: number }[] = []
    await world.take('in', { onProgress: (p) => seen.push({ done: p.filesDone, found: p.filesFound }) })
    expect(seen.at(-1)).toEqual({ done: 3, found: 3 })
    expect(seen.map(({ done }) => done)).toEqual([...seen.map(({ done }) => done)].sort((a, b) => a - b))
  })

  it('is for administrators, and not of what belongs to the gallery', async () => {
    await using world = await open()
    await world.put('in/1.jpg')
    const sources = [join(world.folder, 'in')]
    const { as } = await world.addUser('somebody')
    await refusalOf(as.imports.run({ sources }), 'FORBIDDEN')
    await refusalOf(world.gallery.as({ kind: 'guest' }).imports.run({ sources }), 'UNAUTHENTICATED')
    const missing = await refusalOf(world.system.imports.run({ sources: [...sources, '/nowhere'] }), 'INPUT_INVALID')
    expect(missing.issues).toEqual([{ path: 'sources.1', message: 'There is no such file or folder.' }])
    await refusalOf(world.system.imports.run({ sources: [join(world.folder, 'in/1.jpg')] }), 'INPUT_INVALID')
    await refusalOf(world.system.imports.run({ sources, album: 999 }), 'ALBUM_NOT_FOUND')
    await refusalOf(world.system.imports.run({ sources, album: ['', 'x'] }), 'INPUT_INVALID')
    const smart = await world.addAlbum('Smart', { query: 'rating:>3' })
    await refusalOf(world.system.imports.run({ sources, album: smart.id }), 'ALBUM_IS_SMART')
    await world.system.library.addRoot({ path: join(world.folder, 'in') })
    await refusalOf(world.system.imports.run({ sources: [world.folder], move: true }), 'ROOT_OVERLAPS')
    expect(await readdir(join(world.folder, 'in'))).toEqual(['1.jpg'])
    expect(await world.files('originals')).toEqual([])
  })
})
