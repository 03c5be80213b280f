/** A message of a stream of server-sent events. */
export interface Frame {
  /** The last one that was named, here or before. */
  readonly id: string | null
  /** `null`: the message only names a place, or is a sign of life. */
  readonly data: string | null
}

/** Longest message that is taken. */
const maxCharacters = 1024 * 1024

/** Reads server-sent events as the HTML standard has them (9.2.6), but for names of events, which are not used here. */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Frame, void, undefined> {
  const reader = body.getReader()
  // Not every `fetch` ends its answers with the signal.
  const stop = (): void => void reader.cancel().catch(() => {})
  signal.addEventListener('abort', stop)
  const decoder = new TextDecoder()
  let rest = ''
  let id: string | null = null
  let data: string[] = []
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      if (rest.length > maxCharacters) throw new Error('The stream holds a message that is too long.')
      // A line break may be cut in two: what follows the last whole line waits.
      const lines = rest.split(/\r\n|\n|\r(?=.)/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          yield { id, data: data.length > 0 ? data.join('\n') : null }
          data = []
          continue
        }
        const [, name = '', text = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
        if (name === 'data') data.push(text)
        else if (name === 'id' && !text.includes('\0')) id = text
      }
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await reader.cancel().catch(() => {})
  }
}
