import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { VitrineError } from '../errors/vitrine-error.ts'
import { truncated, unsupported } from './faults.ts'

const windowBytes = 64 * 1024
const scanBytes = 1024 * 1024
/** Looked at before anything long is read: what is looked for is often just there. */
const nearBytes = 4 * 1024

/**
 * A file read through a small window: small reads near each other cost one system call, and a file of any size costs the same memory.
 * Every read checks the deadline, so a walker that loops over hostile structures cannot outlive `timeoutMs`.
 */
export class ByteSource {
  readonly path: string
  readonly size: number
  readonly #handle: FileHandle
  readonly #timeoutMs: number
  readonly #deadline: number
  #window: Buffer = Buffer.alloc(0)
  #windowStart = 0
  #scanBuffer: Buffer | null = null

  private constructor(path: string, handle: FileHandle, size: number, timeoutMs: number) {
    this.path = path
    this.size = size
    this.#handle = handle
    this.#timeoutMs = timeoutMs
    this.#deadline = performance.now() + timeoutMs
  }

  /** Opens `path`, gives the source to `work`, and closes it whatever happens. */
  static async use<T>(path: string, timeoutMs: number, work: (source: ByteSource) => Promise<T>): Promise<T> {
    // Opening a pipe would wait for its writer; Windows has neither the flag nor the problem.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw unsupported('something that is not a file')
      return await work(new ByteSource(path, handle, stats.size, timeoutMs))
    } finally {
      await handle.close()
    }
  }

  /** Throws `MEDIA_TIMEOUT` once the time is used up. */
  checkTime(): void {
    if (performance.now() > this.#deadline)
      throw new VitrineError('MEDIA_TIMEOUT', { details: { timeoutMs: this.#timeoutMs } })
  }

  /** Milliseconds left, at least 1. */
  get remainingMs(): number {
    return Math.max(1, Math.ceil(this.#deadline - performance.now()))
  }

  /** Up to `length` bytes at `offset`; fewer at the end of the file. */
  async read(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.size)
    if (offset >= end || offset < 0) return Buffer.alloc(0)
    const windowEnd = this.#windowStart + this.#window.length
    if (offset < this.#windowStart || end > windowEnd) {
      this.checkTime()
      const wanted = Math.min(Math.max(end - offset, windowBytes), this.size - offset)
      this.#window = await this.#fill(Buffer.allocUnsafe(wanted), offset)
      this.#windowStart = offset
    }
    return this.#window.subarray(offset - this.#windowStart, end - this.#windowStart)
  }

  /** Exactly `length` bytes at `offset`; throws `MEDIA_TRUNCATED` where the file ends before. */
  async exactly(offset: number, length: number): Promise<Buffer> {
    const bytes = await this.read(offset, length)
    if (bytes.length < length) throw truncated()
    return bytes
  }

  /**
   * Looks for something between `start` and `end`, first near by, then in long pieces that overlap by one byte, all in one
   * buffer: `look` must not keep them.
   *
   * @param look - Gives the offset in the piece of what it looks for, or -1.
   * @returns The offset in the file, or -1.
   */
  async scan(start: number, end: number, look: (bytes: Buffer) => number): Promise<number> {
    let position = start
    const near = await this.read(start, Math.min(nearBytes, end - start))
    for (let piece = near; piece.length > 0; ) {
      const found = look(piece)
      if (found !== -1) return position + found
      position += piece.length
      if (piece.length === 1 || position >= Math.min(end, this.size)) return -1
      position -= 1
      this.checkTime()
      this.#scanBuffer ??= Buffer.allocUnsafe(Math.min(scanBytes, this.size))
      piece = await this.#fill(
        this.#scanBuffer.subarray(0, Math.min(this.#scanBuffer.length, end - position)),
        position,
      )
    }
    return -1
  }

  /** As much of the file as fits; less at its end. */
  async #fill(buffer: Buffer, offset: number): Promise<Buffer> {
    let filled = 0
    while (filled < buffer.length) {
      const { bytesRead } = await this.#handle.read(buffer, filled, buffer.length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  }
}
