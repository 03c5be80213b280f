import { CsvError, parse } from 'csv-parse'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { unguardCell } from './cells.ts'
import { fieldPrefix, isColumn } from './columns.ts'
import type { TableFormat } from './table.types.ts'

/** A row as it was read: texts from CSV, values from JSON. */
export interface TableRow {
  readonly row: number
  readonly cells: ReadonlyMap<string, unknown>
}

export interface TableReader {
  rows(): AsyncGenerator<TableRow>
  /** Known once the rows were read. */
  readonly ignoredColumns: ReadonlySet<string>
}

/** A description has 60,000 characters at most. */
const maxRowBytes = 1024 * 1024
const maxArrayBytes = 64 * 1024 ** 2
const maxColumns = 500

/** Reads a table, row by row. @param open - Opens the bytes from their beginning. */
export const readTable = (open: () => AsyncIterable<Uint8Array>, asked?: TableFormat): TableReader => {
  const ignoredColumns = new Set<string>()
  return {
    ignoredColumns,
    async *rows() {
      const text = decode(open())
      const { head, rest } = await readHead(text)
      const format = asked ?? formatOf(head)
      if (format === 'csv') yield* readCsv(head, rest, ignoredColumns)
      else yield* readJson(head.trimStart().startsWith('[') ? readArray(rest) : readLines(rest), ignoredColumns)
    },
  }
}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of bytes) yield decoder.decode(piece, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw invalid('Is not UTF-8. Save it as “CSV UTF-8”.')
  }
}

const invalid = (message: string): VitrineError => inputInvalid([{ path: 'file', message }])

/** The beginning of the text, with its first line whole, and all of it. */
const readHead = async (text: AsyncGenerator<string>): Promise<{ head: string; rest: AsyncGenerator<string> }> => {
  let head = ''
  let isOver = false
  while (!isOver && !/\S.*\n/.test(head) && head.length < maxRowBytes) {
    const next = await text.next()
    if (next.done === true) isOver = true
    else head += next.value
  }
  return {
    head,
    rest: (async function* () {
      yield head
      if (!isOver) yield* text
    })(),
  }
}

const formatOf = (head: string): TableFormat => (/^\s*[[{]/.test(head) ? 'ndjson' : 'csv')

/** What separates the cells: spreadsheets write what is usual in their country. */
const delimiterOf = (head: string): string => {
  const line = head.split('\n', 1)[0] ?? ''
  const count = (character: string) => line.split(character).length
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best), ',')
}

async function* readCsv(head: string, text: AsyncGenerator<string>, ignored: Set<string>): AsyncGenerator<TableRow> {
  const parser = parse({ delimiter: delimiterOf(head), max_record_size: maxRowBytes, relax_column_count: true })
  const feeding = (async () => {
    for await (const piece of text)
      if (!parser.write(piece)) await new Promise((resolve) => parser.once('drain', resolve))
    parser.end()
  })().catch((error: unknown) => void parser.destroy(error as Error))
  let columns: string[] | null = null
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (columns === null) {
        columns = checkColumns(cells, ignored)
        continue
      }
      if (cells.every((cell) => cell === '')) continue
      const names = columns
      if (cells.length > names.length && cells.slice(names.length).some((cell) => cell !== ''))
        throw invalid(`Row ${row} has more cells than there are columns.`)
      yield {
        row,
        cells: new Map(
          names.flatMap((name, at) => (name === '' ? [] : [[name, unguardCell(cells[at] ?? '')] as const])),
        ),
      }
    }
    await feeding
  } catch (error) {
    // Counted by the parser: what it has read already may not have arrived here.
    if (isCsvError(error))
      throw invalid(
        `Row ${error.records + 1} is no CSV: ${error.code.replace(/^CSV_/, '').toLowerCase().replaceAll('_', ' ')}.`,
      )
    throw error
  } finally {
    parser.destroy()
  }
  if (columns === null) throw invalid('Is empty.')
}

/** Not by its code: that of one of them has no prefix. */
const isCsvError = (error: unknown): error is CsvError & { records: number } =>
  error instanceof CsvError && typeof error.records === 'number'

/** @returns The names of the columns; empty for those that mean nothing here. */
const checkColumns = (header: readonly string[], ignored: Set<string>): string[] => {
  const names = header.map((name) => name.trim())
  if (names.length > maxColumns) throw invalid(`Has more than ${maxColumns} columns.`)
  const twice = names.find((name, at) => isColumn(name) && names.indexOf(name) !== at)
  if (twice !== undefined) throw invalid(`Has the column “${twice}” twice.`)
  if (!names.some((name) => name === 'id' || name === 'sha256' || name === 'fileName'))
    throw invalid('Has no column id, sha256 or fileName to find photos by.')
  return names.map((name) => {
    if (isColumn(name)) return name
    if (name !== '') ignored.add(name.slice(0, 100))
    return ''
  })
}

async function* readLines(text: AsyncGenerator<string>): AsyncGenerator<{ row: number; record: unknown }> {
  let rest = ''
  let row = 0
  const read = (line: string) => {
    row += 1
    return line.trim() === '' ? [] : [{ row, record: toJson(line, row) }]
  }
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxRowBytes) throw invalid(`Row ${row + 1} is longer than ${maxRowBytes} bytes.`)
    for (const line of lines) yield* read(line)
  }
  yield* read(rest)
}

async function* readArray(text: AsyncGenerator<string>): AsyncGenerator<{ row: number; record: unknown }> {
  let json = ''
  for await (const piece of text) {
    json += piece
    if (json.length > maxArrayBytes) throw new VitrineError('BODY_TOO_LARGE', { details: { maxBytes: maxArrayBytes } })
  }
  const records = toJson(json, 1)
  if (!Array.isArray(records)) throw invalid('Is no list of records.')
  for (const [index, record] of records.entries()) yield { row: index + 1, record }
}

const toJson = (text: string, row: number): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw inputInvalid([{ path: 'file', message: `Record ${row} is no JSON.` }], cause)
  }
}

async function* readJson(
  records: AsyncGenerator<{ row: number; record: unknown }>,
  ignored: Set<string>,
): AsyncGenerator<TableRow> {
  for await (const { row, record } of records) {
    if (typeof record !== 'object' || record === null || Array.isArray(record))
      throw invalid(`Record ${row} is no JSON object.`)
    const cells = new Map<string, unknown>()
    for (const [name, value] of Object.entries(record)) {
      if (name === 'fields' && typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const [key, each] of Object.entries(value)) cells.set(fieldPrefix + key, each)
      else if (isColumn(name)) cells.set(name, value)
      else if (ignored.size < maxColumns) ignored.add(name.slice(0, 100))
    }
    yield { row, cells }
  }
}
