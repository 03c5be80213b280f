import sax from 'sax'

/** Answers are a thousand keys at most, some hundred KiB. */
export const maxAnswerChars = 8 * 1024 * 1024

/** An answer of the service: the texts of the elements below its root, and each element of one name as an object of its texts. */
export interface S3Answer {
  readonly root: string
  readonly values: Readonly<Record<string, string>>
  readonly items: readonly Readonly<Record<string, string>>[]
}

/**
 * Reads an answer of S3's: two levels, texts only. Entities of its own are unknown to the parser, and so cannot grow.
 *
 * @param itemName - The element that is repeated, `Contents`.
 * @throws {Error} where it is not well formed.
 */
export const readAnswer = (xml: string, itemName = ''): S3Answer => {
  const values: Record<string, string> = {}
  const items: Record<string, string>[] = []
  const path: string[] = []
  let root = ''
  let text = ''
  let item: Record<string, string> | null = null

  const parser = sax.parser(true, { trim: false })
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name }) => {
    if (path.length === 0) root = name
    path.push(name)
    text = ''
    if (path.length === 2 && name === itemName) {
      item = {}
      items.push(item)
    }
  }
  parser.ontext = parser.oncdata = (piece) => {
    text += piece
  }
  parser.onclosetag = (name) => {
    if (path.length === 3 && item !== null) item[name] = text
    if (path.length === 2) {
      if (item === null) values[name] = text
      item = null
    }
    path.pop()
    text = ''
  }
  parser.write(xml).close()
  if (root === '') throw new Error('The answer is empty')
  return { root, values, items }
}
