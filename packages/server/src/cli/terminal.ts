import { stripVTControlCharacters } from 'node:util'

/** Control characters (C0, C1, DEL), line and paragraph separators, and those that turn the direction of what follows. */
const steering = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Text from outside (names, paths) for a terminal: nothing in it may move the cursor, ring the bell or turn the line around. */
export const plain = (text: string): string => stripVTControlCharacters(text).replace(steering, '�')

/** The same for text of several lines. */
export const plainLines = (text: string): string => text.split('\n').map(plain).join('\n')

/** JSON that a terminal shows harmlessly: what could steer it is written as an escape, and reads back the same. */
export const toJson = (value: unknown, indent?: number): string =>
  // The line breaks of an indented document are ours; those of a value are escaped already.
  JSON.stringify(value, null, indent).replace(steering, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

export const seconds = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`

export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

/** A reader that went away (`| head`) is no reason to fail: a gallery that is being served goes on. */
export const ignoreClosedPipes = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
