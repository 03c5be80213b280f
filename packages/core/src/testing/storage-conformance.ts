import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Storage } from '../storage/types.ts'

/** One thing that every storage must do. Runs under any test runner: it rejects where the storage fails. */
export interface StorageConformanceCase {
  readonly name: string
  readonly run: (storage: Storage) => Promise<void>
}

/**
 * What a {@link Storage} has to keep to be used by a gallery. Give each case an empty storage on which `init` was called.
 *
 * @example
 * for (const { name, run } of storageConformanceCases) it(name, async () => run(await emptyStorage()))
 */
export const storageConformanceCases: readonly StorageConformanceCase[] = [
  {
    name: 'gives back the bytes that were put, and names their size and hash',
    async run(storage) {
      const bytes = randomBytes(200_000)
      const answer = await storage.put('originals/ab/cd/one.jpg', bytes)
      assert.deepEqual(answer, { bytes: bytes.length, sha256: sha256(bytes), stored: true })
      const got = await storage.get('originals/ab/cd/one.jpg')
      assert.equal(got.bytes, bytes.length)
      assert.equal(got.start, 0)
      assert.equal(got.end, bytes.length - 1)
      assert.ok(Math.abs(got.modifiedAt.getTime() - Date.now()) < 600_000, 'modifiedAt is about now')
      assert.ok(bytes.equals(await buffer(got.stream)), 'the same bytes come back')
    },
  },
  {
    name: 'takes a stream of many chunks',
    async run(storage) {
      const chunks = Array.from({ length: 50 }, () => randomBytes(70_001))
      const whole = Buffer.concat(chunks)
      const answer = await storage.put('a/stream.bin', Readable.from(chunks))
      assert.equal(answer.sha256, sha256(whole))
      assert.equal(answer.bytes, whole.length)
      assert.ok(whole.equals(await read(storage, 'a/stream.bin')))
    },
  },
  {
    name: 'holds an empty object',
    async run(storage) {
      assert.equal((await storage.put('empty', Buffer.alloc(0))).bytes, 0)
      const got = await storage.get('empty')
      assert.deepEqual([got.bytes, got.start, got.end], [0, 0, -1])
      assert.equal((await buffer(got.stream)).length, 0)
    },
  },
  {
    name: 'replaces an object, and leaves it alone with ifAbsent',
    async run(storage) {
      await storage.put('x/same', Buffer.from('first'))
      await storage.put('x/same', Buffer.from('second, longer'))
      assert.equal(String(await read(storage, 'x/same')), 'second, longer')
      const third = await storage.put('x/same', Buffer.from('third'), { ifAbsent: true })
      assert.deepEqual(third, { bytes: 5, sha256: sha256(Buffer.from('third')), stored: false })
      assert.equal(String(await read(storage, 'x/same')), 'second, longer')
    },
  },
  {
    name: 'lets exactly one of many writers win with ifAbsent',
    async run(storage) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          storage.put('race', Buffer.from(`writer ${index}`), { ifAbsent: true }),
        ),
      )
      const winners = answers.flatMap((answer, index) => (answer.stored ? [index] : []))
      assert.equal(winners.length, 1)
      assert.equal(String(await read(storage, 'race')), `writer ${winners[0]}`)
    },
  },
  {
    name: 'reads ranges, both ends inclusive',
    async run(storage) {
      await storage.put('digits', Buffer.from('0123456789'))
      const part = async (start?: number, end?: number) => {
        const got = await storage.get('digits', {
          ...(start === undefined ? {} : { start }),
          ...(end === undefined ? {} : { end }),
        })
        return [got.bytes, got.start, got.end, String(await buffer(got.stream))]
      }
      assert.deepEqual(await part(2, 4), [10, 2, 4, '234'])
      assert.deepEqual(await part(7), [10, 7, 9, '789'])
      assert.deepEqual(await part(undefined, 0), [10, 0, 0, '0'])
      assert.deepEqual(await part(8, 500), [10, 8, 9, '89'])
    },
  },
  {
    name: 'refuses ranges outside the object',
    async run(storage) {
      await storage.put('digits', Buffer.from('0123456789'))
      for (const range of [{ start: 10 }, { start: -1 }, { start: 1.5 }, { start: 5, end: 4 }]) {
        await rejectsWith('INPUT_INVALID', storage.get('digits', range))
      }
    },
  },
  {
    name: 'says that a missing object is missing',
    async run(storage) {
      await rejectsWith('STORAGE_NOT_FOUND', storage.get('nothing/here'))
      assert.equal(await storage.stat('nothing/here'), undefined)
      assert.equal(await storage.delete('nothing/here'), false)
    },
  },
  {
    name: 'knows size and time of an object, and forgets it when deleted',
    async run(storage) {
      await storage.put('d/gone', Buffer.alloc(1234))
      const about = await storage.stat('d/gone')
      assert.equal(about?.key, 'd/gone')
      assert.equal(about.bytes, 1234)
      assert.equal(await storage.delete('d/gone'), true)
      assert.equal(await storage.stat('d/gone'), undefined)
      await rejectsWith('STORAGE_NOT_FOUND', storage.get('d/gone'))
      assert.deepEqual(await keys(storage, 'd/'), [])
    },
  },
  {
    name: 'lists by prefix, in the order of the keys',
    async run(storage) {
      const all = ['a-b/1', 'a.b', 'a/1', 'a/10', 'a/2/x', 'a/20', 'ab', 'b/a']
      for (const key of [...all].reverse()) await storage.put(key, Buffer.from(key))
      assert.deepEqual(await keys(storage), all)
      assert.deepEqual(await keys(storage, 'a/'), ['a/1', 'a/10', 'a/2/x', 'a/20'])
      assert.deepEqual(await keys(storage, 'a/2'), ['a/2/x', 'a/20'])
      assert.deepEqual(await keys(storage, 'zzz'), [])
      assert.deepEqual(await keys(storage, 'a/2/x'), ['a/2/x'])
    },
  },
  {
    name: 'refuses keys that are not plain',
    async run(storage) {
      const bad = [
        '',
        '/',
        '/etc/passwd',
        '../up',
        'a/../b',
        'a//b',
        'a/',
        './a',
        'a/.',
        '.hidden',
        'a/.hidden',
        'A',
        'é',
        'a b',
        'a\\b',
        'a\0b',
        'a%2fb',
        'c:x',
      ]
      for (const key of [...bad, 'x'.repeat(600)]) {
        await rejectsWith('STORAGE_KEY_INVALID', storage.put(key, Buffer.from('x')))
        await rejectsWith('STORAGE_KEY_INVALID', storage.get(key))
        await rejectsWith('STORAGE_KEY_INVALID', storage.stat(key))
        await rejectsWith('STORAGE_KEY_INVALID', storage.delete(key))
      }
      assert.deepEqual(await keys(storage), [])
    },
  },
  {
    name: 'keeps nothing of a source that fails, and passes its error on',
    async run(storage) {
      await storage.put('kept', Buffer.from('the old one'))
      const failure = new Error('the visitor went away')
      const failing = () =>
        Readable.from(
          (async function* () {
            yield Buffer.alloc(100_000)
            throw failure
          })(),
        )
      for (const key of ['kept', 'new']) {
        await assert.rejects(storage.put(key, failing()), (error) => error === failure)
      }
      assert.equal(String(await read(storage, 'kept')), 'the old one')
      assert.deepEqual(await keys(storage), ['kept'])
    },
  },
  {
    name: 'keeps nothing of a source that is broken off',
    async run(storage) {
      for (const bytes of [100_000, 20_000_000]) {
        const source = brokenOff(bytes)
        await assert.rejects(storage.put('broken/off', source), /broken off/)
      }
      assert.deepEqual(await keys(storage), [])
      assert.equal((await storage.sweepTemporary?.({ olderThanMs: 0 })) ?? 0, 0, 'nothing is left to sweep')
    },
  },
  {
    name: 'stores nothing that is not what it was said to be',
    async run(storage) {
      const [right, wrong] = [Buffer.from('right'), Buffer.from('wrong')]
      const good = await storage.put('said', right, { sha256: sha256(right) })
      assert.equal(good.stored, true)
      await rejectsWith('STORAGE_FAILED', storage.put('said', wrong, { sha256: sha256(right) }))
      await rejectsWith('STORAGE_FAILED', storage.put('new', wrong, { sha256: sha256(right), ifAbsent: true }))
      await rejectsWith(
        'STORAGE_FAILED',
        storage.put('new', Readable.from(pieces(12_000_000)), { sha256: sha256(right) }),
      )
      assert.equal(String(await read(storage, 'said')), 'right')
      assert.deepEqual(await keys(storage), ['said'])
    },
  },
  {
    name: 'leaves one whole object where many write it at once',
    async run(storage) {
      const bodies = Array.from({ length: 8 }, (_, index) => Buffer.alloc(300_000, index + 1))
      await Promise.all(bodies.map((body) => storage.put('many/writers', body)))
      const kept = await read(storage, 'many/writers')
      assert.ok(
        bodies.some((body) => body.equals(kept)),
        'the object is what one of them wrote',
      )
    },
  },
  {
    name: 'takes 100 MB of unknown length without holding them in memory, and reads any range of them',
    async run(storage) {
      const bytes = 100_000_000
      const hash = createHash('sha256')
      let most = 0
      const before = process.memoryUsage().arrayBuffers
      const watched = async function* () {
        for await (const piece of pieces(bytes)) {
          hash.update(piece)
          most = Math.max(most, process.memoryUsage().arrayBuffers - before)
          yield piece
        }
      }
      const answer = await storage.put('large', Readable.from(watched()))
      assert.deepEqual(answer, { bytes, sha256: hash.digest('hex'), stored: true })
      assert.ok(most < 80_000_000, `${most} bytes were held in memory`)
      assert.equal((await storage.stat('large'))?.bytes, bytes)

      const whole = createHash('sha256')
      for await (const chunk of (await storage.get('large')).stream) whole.update(chunk)
      assert.equal(whole.digest('hex'), answer.sha256)
      const [start, end] = [8 * 1024 * 1024 - 1_000, 8 * 1024 * 1024 + 1_000]
      const part = await buffer((await storage.get('large', { start, end })).stream)
      assert.equal(sha256(part), sha256(pieceAt(start, end)))
      const last = await buffer((await storage.get('large', { start: bytes - 10 })).stream)
      assert.equal(sha256(last), sha256(pieceAt(bytes - 10, bytes - 1)))
    },
  },
  {
    name: 'lets go of an object that is not read to its end',
    async run(storage) {
      await storage.put('large', Readable.from(pieces(12_000_000)))
      for (let time = 0; time < 20; time++) {
        const { stream } = await storage.get('large')
        const closed = new Promise((resolve) => stream.once('close', resolve))
        if (time % 2 === 0) await new Promise((resolve) => stream.once('data', resolve))
        stream.destroy()
        await closed
      }
      assert.equal((await storage.stat('large'))?.bytes, 12_000_000)
    },
  },
  {
    name: 'holds keys as long as they may be',
    async run(storage) {
      const segment = 'x'.repeat(200)
      const all = [`${segment}/${segment}/${'y'.repeat(110)}`, 'a.b-c_d/0.jpg', '-', '_/-.x'].sort()
      for (const key of all) await storage.put(key, Buffer.from(key))
      assert.deepEqual(await keys(storage), all)
      for (const key of all) assert.equal(String(await read(storage, key)), key)
    },
  },
  {
    name: 'lists from a place on',
    async run(storage) {
      const all = ['a-b/1', 'a.b', 'a/1', 'a/10', 'a/2/x', 'a/20', 'ab', 'b/a']
      for (const key of all) await storage.put(key, Buffer.from(key))
      for (const after of [...all, 'a', 'a/', 'a/1~', 'a/2/', 'a~', 'zzz', '0'])
        assert.deepEqual(
          await keys(storage, '', after),
          all.filter((key) => key > after),
          `after ${after}`,
        )
      assert.deepEqual(await keys(storage, 'a/', 'a/10'), ['a/2/x', 'a/20'])
      assert.deepEqual(await keys(storage, 'a/', 'b'), [])
    },
  },
  {
    name: 'names what stays exactly once while other objects come and go',
    async run(storage) {
      const names = Array.from({ length: 1_100 }, (_, index) => `n/${String(index).padStart(5, '0')}`)
      const staying = names.filter((_, index) => index % 3 !== 1)
      const coming = names.filter((_, index) => index % 3 === 1)
      await inParallel(staying, (key) => storage.put(key, Buffer.from('x')))
      const seen: string[] = []
      for await (const { key } of storage.list('n/')) {
        seen.push(key)
        if (seen.length === 10) await inParallel(coming.slice(0, 200), (name) => storage.put(name, Buffer.from('y')))
        if (seen.length === 20) await inParallel(coming.slice(0, 100), (name) => storage.delete(name))
      }
      assert.deepEqual([...seen].sort(), seen, 'in order')
      assert.equal(new Set(seen).size, seen.length, 'each once')
      const known = new Set(coming)
      assert.deepEqual(
        seen.filter((key) => !known.has(key)),
        staying,
      )
    },
  },
  {
    name: 'says that it answers',
    async run(storage) {
      await storage.check?.()
    },
  },
]

/** A source that is destroyed while it is read, as that of a visitor who goes away. */
const brokenOff = (bytes: number): Readable => {
  const read = async function* () {
    yield* pieces(bytes)
    source.destroy(new Error('broken off'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const source: Readable = Readable.from(read())
  return source
}

/** Bytes that differ from place to place, made anew each time. */
async function* pieces(bytes: number): AsyncGenerator<Buffer> {
  const step = 1_000_000
  for (let at = 0; at < bytes; at += step) yield pieceAt(at, Math.min(at + step, bytes) - 1)
}

const pattern = Buffer.from(Array.from({ length: 65_521 }, (_, index) => (index * 31 + (index >> 8)) & 0xff))

const pieceAt = (start: number, end: number): Buffer => {
  const piece = Buffer.allocUnsafe(end - start + 1)
  for (let at = 0; at < piece.length; ) {
    const from = (start + at) % pattern.length
    at += pattern.copy(piece, at, from)
  }
  return piece
}

const inParallel = async (names: readonly string[], work: (name: string) => Promise<unknown>): Promise<void> => {
  const left = [...names]
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) await work(name)
    }),
  )
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const read = async (storage: Storage, key: string): Promise<Buffer> => buffer((await storage.get(key)).stream)

const keys = async (storage: Storage, prefix?: string, after?: string): Promise<string[]> => {
  const found: string[] = []
  for await (const { key } of storage.list(prefix, after === undefined ? {} : { after })) found.push(key)
  return found
}

const rejectsWith = async (code: string, work: Promise<unknown>): Promise<void> => {
  await assert.rejects(work, (error) => {
    assert.ok(VitrineError.is(error), `expected a VitrineError, received ${String(error)}`)
    assert.equal(error.code, code)
    return true
  })
}
