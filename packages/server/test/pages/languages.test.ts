import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'

let folder = ''
let gallery: Gallery | undefined
let server: VitrineServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-languages-'))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'data') }),
    cacheFolder: join(folder, 'cache'),
  })
  server = createServer(gallery)
}, 120_000)
afterAll(async () => {
  await gallery?.close()
  await rm(folder, { recursive: true, force: true })
})

const read = async (path: string, language: string): Promise<string> => {
  const request = new Request(`http://gallery.test${path}`, { headers: { 'accept-language': language } })
  return (await server.fetch(request)).text()
}

describe('pages in other languages', () => {
  it.each([
    ['de', 'Hier ist noch nichts'],
    ['es', 'Aquí no hay nada todavía'],
    ['fr', 'Il n’y a encore rien ici'],
    ['it', 'Qui non c’è ancora nulla'],
  ])('are worded as the browser asks for: %s', async (language, sentence) => {
    const html = await read('/', language)
    expect(html).toContain(`lang="${language}"`)
    expect(html).toContain(sentence)
  })

  // What is worded once, when the server starts, is English for everybody.
  it.each([
    ['/search', 'beide Wörter, jedes zumindest als Anfang eines Wortes'],
    ['/set-up?token=unknown', 'Dieser Link ist nicht mehr gültig'],
  ])('leave no sentence in English: %s', async (path, sentence) => {
    expect(await read(path, 'de')).toContain(sentence)
    expect(await read(path, 'en')).not.toContain(sentence)
  })
})
