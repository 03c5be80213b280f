import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { makeZip } from 'client-zip'
import type { ArchiveEntry } from './archive.entries.ts'

export interface ZipOptions {
  /** Ends the work from outside, with its reason. */
  readonly signal: AbortSignal
  /** How long it may go unread before it is given up, in milliseconds. */
  readonly stallMs: number
  /** Called once, however it ends. */
  readonly onEnd: () => void
}

/**
 * A ZIP file of entries, none of which is asked for before somebody reads. Photos are packed as they are: they are compressed already.
 *
 * @param begin - Given a signal that aborts when the stream is destroyed.
 */
export const zipStream = (
  begin: (signal: AbortSignal) => AsyncGenerator<ArchiveEntry>,
  { signal, stallMs, onEnd }: ZipOptions,
): Readable => {
  const ended = new AbortController()
  const entries = begin(ended.signal)
  let start = (): void => {}
  const started = new Promise<void>((resolve) => {
    start = resolve
  })
  // Given up in the middle, the library throws its reason into the entries; here that is an end like any other.
  const quiet = {
    next: async () => {
      // The library reads ahead.
      await started
      return entries.next()
    },
    throw: () => entries.return(undefined),
    [Symbol.asyncIterator]() {
      return this
    },
  }
  const stream = Readable.fromWeb(makeZip(quiet) as ReadableStream<Uint8Array>, { highWaterMark: 256 * 1024 })

  let timer: NodeJS.Timeout
  const watch = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => stream.destroy(new Error('Nobody read the archive')), stallMs).unref()
  }
  watch()
  const read = stream._read.bind(stream)
  // Asked for more: somebody is there.
  stream._read = (size) => {
    watch()
    start()
    read(size)
  }
  const giveUp = (): void => void stream.destroy(signal.reason)
  if (signal.aborted) giveUp()
  else signal.addEventListener('abort', giveUp, { once: true })
  stream.once('close', () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
    ended.abort()
    start()
    onEnd()
  })
  return stream
}
