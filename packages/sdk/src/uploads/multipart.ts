import type { StreamedFile, UploadProgress } from './types.ts'

export type Fields = ReadonlyArray<readonly [name: string, value: string]>

/** As browsers do it (HTML standard, multipart/form-data): a quote or a line break in a name cannot end the header. */
const escapeName = (value: string): string => value.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')

/**
 * A multipart body as a stream: the fields, then the file. Nothing but the piece under way is in memory.
 *
 * The fields come first, so that the server can hand the file on while it arrives.
 */
export const toMultipartStream = (
  fields: Fields,
  file: StreamedFile,
  {
    onProgress,
    signal,
  }: { onProgress?: ((progress: UploadProgress) => void) | undefined; signal?: AbortSignal | undefined },
): { contentType: string; body: ReadableStream<Uint8Array> } => {
  const boundary = `vitrine-${crypto.randomUUID()}`
  const encoder = new TextEncoder()
  const part = (disposition: string, rest: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${rest}`
  const head = fields.map(([name, value]) => part(`name="${escapeName(name)}"`, `\r\n${value}\r\n`)).join('')
  const fileHead = part(
    `name="file"; filename="${escapeName(file.name)}"`,
    'Content-Type: application/octet-stream\r\n\r\n',
  )

  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    yield encoder.encode(head + fileHead)
    const reader = file.stream.getReader()
    let sentBytes = 0
    try {
      // Asked here too: a stopped `fetch` of Node reads the rest of its body to the end, and throws it away.
      for (;;) {
        signal?.throwIfAborted()
        const { done, value } = await reader.read()
        if (done) break
        yield value
        sentBytes += value.byteLength
        onProgress?.({ sentBytes, totalBytes: file.size })
      }
    } finally {
      // After the end this does nothing; after an abort it lets go of the file.
      await reader.cancel()
    }
    yield encoder.encode(`\r\n--${boundary}--\r\n`)
  }

  const source = pieces()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await source.return()
      },
    },
    { highWaterMark: 0 },
  )
  return { contentType: `multipart/form-data; boundary=${boundary}`, body }
}
