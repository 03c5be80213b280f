import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { DialectContext } from '../dialects.ts'
import { addressOf, contentOf, faultsOf, openLibrary } from './library-world.ts'
import { resultOf, startChild } from './run-child.ts'
import { tinyPicture } from './tiny-picture.ts'

/** A tree with what a batch can hold: nested folders, copies, sidecars, bad files. */
const fill = async (folder: string, photos: number): Promise<void> => {
  const put = async (path: string, content: Buffer | string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  for (let n = 0; n < photos; n++) {
    const path = `y ${n % 9}/m ${n % 23}/${n}.jpg`
    await put(path, await tinyPicture(n % 10 === 0 ? 'a copy' : `photo ${n}`))
    if (n % 17 === 0) await put(path.replace('.jpg', '.xmp'), `<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>`)
    if (n % 31 === 0) await put(`y ${n % 9}/bad ${n}.jpg`, 'no picture')
  }
}

/**
 * Kills first synchronisations at random instants, each going on where the one before was stopped, and lets the last one end: what
 * is there then must be what an undisturbed run makes.
 */
export const killAtRandom = async (
  dialect: DialectContext,
  options: { kills: number; photos: number; withinMs: number },
): Promise<{ killed: number }> => {
  const library = await openLibrary(dialect)
  const { path } = library.root
  await fill(path, options.photos)
  const address = await addressOf(dialect, library.db)
  // Each claim of a killed process is an hour old when the next one starts.
  let hours = 0
  const start = () =>
    startChild('./sync.child.ts', [address, path, library.folder], { env: { VITRINE_TEST_HOURS: String(hours++) } })

  let killed = 0
  for (let n = 0; n < options.kills; n++) {
    const child = start()
    await child.isReady
    await sleep(Math.random() * options.withinMs)
    child.process.kill('SIGKILL')
    if ((await child.output).code === null) killed += 1
    else expect(await resultOf(child)).toMatchObject({ summary: { state: 'ready' } })
  }
  expect(await resultOf(start())).toMatchObject({ summary: { state: 'ready', deleted: 0, restored: 0 } })
  expect(await faultsOf(library.db)).toEqual([])

  const undisturbed = await openLibrary(dialect, { rootPath: path })
  expect(await undisturbed.sync()).toMatchObject({ added: options.photos })
  expect(await contentOf(library)).toEqual(await contentOf(undisturbed))
  return { killed }
}
