import { stripVTControlCharacters } from 'node:util'

/** Text from outside (names, paths) for a terminal: nothing in it may move the cursor or ring the bell. */
export const plain = (text: string): string => stripVTControlCharacters(text).replace(/[\0-\x1f\x7f-\x9f]/g, '�')

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

export const seconds = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`

/** Writes to the standard output; a reader that went away (`| head`) is no reason to fail. */
export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}
