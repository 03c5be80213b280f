import type { Readable } from 'node:stream'

/** What a storage says about one stored object. */
export interface StoredObject {
  readonly key: string
  readonly bytes: number
  readonly modifiedAt: Date
}

export interface PutOptions {
  /**
   * Leave an object that is already there as it is. The source is read to its end either way, so that the answer can name its hash.
   * @default false
   */
  readonly ifAbsent?: boolean
  /**
   * What the source must turn out to be: 64 lower-case hexadecimal digits. Where its hash is another, the put is rejected with
   * `STORAGE_FAILED` before anything under the key has changed.
   */
  readonly sha256?: string
}

export interface PutResult {
  /** Bytes read from the source. */
  readonly bytes: number
  /** SHA-256 of the source, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** `false` where `ifAbsent` met an object that was already there. */
  readonly stored: boolean
}

export interface ListOptions {
  /** Only keys above this one; any text. */
  readonly after?: string
}

export interface GetOptions {
  /** First byte wanted, from 0. @default 0 */
  readonly start?: number
  /** Last byte wanted, inclusive, as in an HTTP range; past the end means the end. @default the last byte */
  readonly end?: number
}

export interface GetResult {
  /** The bytes asked for. Must be read to its end or destroyed. */
  readonly stream: Readable
  /** Size of the whole object, in bytes, whatever range was asked for. */
  readonly bytes: number
  /** The range that `stream` holds, both ends inclusive; `end` is `start - 1` where the object is empty. */
  readonly start: number
  readonly end: number
  readonly modifiedAt: Date
}

/**
 * Where originals and other files that must not be lost are kept. It knows keys and bytes, and nothing of photos or albums.
 *
 * Keys are relative, `/`-separated and drawn from `[a-z0-9_.-]`; no segment begins with a dot. What a backend adds (fan-out, buckets)
 * is its own affair. Every implementation must pass the cases of `storageConformanceCases` in `@vitrine/core/testing`.
 *
 * @throws {VitrineError} from every method: `STORAGE_KEY_INVALID`, `STORAGE_FAILED`; from `put` and `delete` also `STORAGE_FULL` and
 * `STORAGE_READ_ONLY`; from `get` also `STORAGE_NOT_FOUND`, and `INPUT_INVALID` for a range that lies outside the object.
 */
export interface Storage {
  /** Makes ready what the storage needs. Called once before anything else. */
  init?(): Promise<void>
  /**
   * Stores the whole source under the key, replacing what was there. Resolves only once the bytes would survive a power cut; when it
   * rejects, the old object (or its absence) is untouched. An error of the source itself is passed on unchanged.
   */
  put(key: string, source: Readable | Uint8Array, options?: PutOptions): Promise<PutResult>
  /**
   * The same for a file that nobody else uses and that may be taken over instead of copied; where it was, it is gone afterwards.
   *
   * @returns `null` where that is not possible, and nothing happened: then its bytes have to be `put`.
   */
  adopt?(key: string, path: string, options?: PutOptions): Promise<{ readonly stored: boolean } | null>
  /** Where the object lies, for programs that want a file rather than a stream, on storages that keep files. It need not exist. */
  pathOf?(key: string): string
  get(key: string, options?: GetOptions): Promise<GetResult>
  /** @returns `undefined` where there is no such object. */
  stat(key: string): Promise<StoredObject | undefined>
  /**
   * Every object whose key begins with the prefix (any string, not only whole segments), in ascending order of the key. Read page by
   * page, or folder by folder: an object that is there all the while is named once, whatever comes and goes meanwhile.
   */
  list(prefix?: string, options?: ListOptions): AsyncIterable<StoredObject>
  /** @returns `false` where there was no such object. */
  delete(key: string): Promise<boolean>
  /** Proves, cheaply, that the storage is there and answers. */
  check?(): Promise<void>
  /**
   * Removes what writes that were cut short have left behind, where that is not an object and so is not listed.
   *
   * @param options.olderThanMs - Spare what is younger than this: a write may still be at work on it.
   * @returns How many were removed.
   */
  sweepTemporary?(options: { readonly olderThanMs: number; readonly now?: Date }): Promise<number>
  close?(): Promise<void>
}
