import { type FileHandle, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pieceBytes } from './file-hashes.ts'
import { createPieceWriter } from './piece-writer.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-pieces-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Chunks of odd lengths, each byte another than its neighbours. */
const chunksOf = (bytes: number): Buffer[] => {
  const whole = Buffer.from(
    Uint32Array.from({ length: Math.ceil(bytes / 4) }, (_, index) => index * 2_654_435_761).buffer,
  )
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes; at += 65_521) chunks.push(whole.subarray(at, Math.min(at + 65_521, bytes)))
  return chunks
}

it.each([0, 1, pieceBytes, 3 * pieceBytes + 17])('writes %i bytes as they came', async (bytes) => {
  const path = join(folder, `whole-${bytes}`)
  const chunks = chunksOf(bytes)
  const file = await open(path, 'wx')
  const writer = createPieceWriter(file)
  for (const chunk of chunks) await writer.add(chunk)
  await writer.finish()
  await file.close()
  expect((await readFile(path)).equals(Buffer.concat(chunks))).toBe(true)
})

it('goes on where the disk took less than it was given', async () => {
  const path = join(folder, 'short')
  const chunks = chunksOf(2 * pieceBytes)
  const file = await open(path, 'wx')
  const short = {
    writev: (buffers: NodeJS.ArrayBufferView[]) => file.writev(buffers.slice(0, 3)),
    writeFile: (data: Buffer) => file.writeFile(data),
  } as Pick<FileHandle, 'writev' | 'writeFile'>
  const writer = createPieceWriter(short)
  for (const chunk of chunks) await writer.add(chunk)
  await writer.finish()
  await file.close()
  expect((await readFile(path)).equals(Buffer.concat(chunks))).toBe(true)
})

it('tells of what went wrong with a piece before, whoever comes next', async () => {
  const path = join(folder, 'closed')
  const file = await open(path, 'wx')
  await file.close()
  const writer = createPieceWriter(file)
  const chunks = chunksOf(3 * pieceBytes)
  await expect(
    (async () => {
      for (const chunk of chunks) await writer.add(chunk)
      await writer.finish()
    })(),
  ).rejects.toThrow()
})
