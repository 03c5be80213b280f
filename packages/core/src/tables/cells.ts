/** Several values in one cell: joined by semicolons; one that stands in a value has a backslash before it. */
export const joinCell = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ')

/** The values of such a cell; blanks around them and empty ones count for nothing. */
export const splitCell = (cell: string): string[] => {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < cell.length; at++) {
    const character = cell[at] as string
    if (character === '\\' && at + 1 < cell.length) value += cell[++at] as string
    else if (character === ';') {
      values.push(value)
      value = ''
    } else value += character
  }
  return [...values, value].map((each) => each.trim()).filter((each) => each !== '')
}

/** Names of albums from the root down as one text; a slash in a name has a backslash before it. */
export const joinPath = (names: readonly string[]): string =>
  names.map((name) => name.replace(/[\\/]/g, '\\$&')).join('/')

export const splitPath = (path: string): string[] =>
  (path.match(/(?:\\.|[^\\/])+/g) ?? [])
    .map((name) => name.replace(/\\(.)/g, '$1').trim())
    .filter((name) => name !== '')

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets do not show. One that begins with an
 * apostrophe gets another, so that reading takes exactly one away.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const guardCell = (text: string): string => (/^[=+\-@\t\r']/.test(text) ? `'${text}` : text)

export const unguardCell = (cell: string): string => (/^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell)
