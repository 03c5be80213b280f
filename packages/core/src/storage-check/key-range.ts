import type { Storage, StoredObject } from '../storage/types.ts'

/** What is not needed, and kept all the same: `quarantine/<key>`. */
export const quarantinePrefix = 'quarantine/'

const originalKey = /^originals\/([0-9a-f]{2})\/([0-9a-f]{2})\/([0-9a-f]{64})\.[a-z0-9]{1,10}$/

/** The hash in the key of an original; `null` where it is another key. */
export const hashInKey = (key: string): string | null => {
  const [, first, second, hash] = originalKey.exec(key) ?? []
  return hash?.startsWith(`${first}${second}`) ? hash : null
}

/** The storage in 257 pieces, in the order of the keys: originals by the first two digits of their hash, then what comes after them. */
export const pieceCount = 257

export interface Piece {
  /** How the hashes of its originals begin; `null` for the last piece, which has none. */
  readonly start: string | null
  /** Keys above this one … */
  readonly after: string
  /** … up to this one; `null`: to the end. */
  readonly upTo: string | null
}

export const pieceAt = (index: number): Piece => ({
  start: index < 256 ? digits(index) : null,
  after: index === 0 ? '' : lastOf(index - 1),
  upTo: index < 256 ? lastOf(index) : null,
})

const digits = (index: number): string => index.toString(16).padStart(2, '0')
/** `~` comes after every character of a key. */
const lastOf = (index: number): string => `originals/${digits(index)}/~`

export async function* objectsIn(storage: Storage, { after, upTo }: Piece): AsyncGenerator<StoredObject> {
  for await (const object of storage.list('', { after })) {
    if (upTo !== null && object.key > upTo) return
    yield object
  }
}
