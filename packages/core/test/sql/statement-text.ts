/**
 * A statement as it is reviewed: lists of bound values of any length look alike, rows of one `INSERT` stand for all of them, and each
 * clause has a line of its own, indented by the brackets it stands in.
 */
export const toReviewedText = (sql: string): string =>
  indented(
    sql
      .replace(/\(null(?:, -?\d+)+\)/g, '(1, …)')
      .replace(/\(\?(?:, \?)*\)/g, (list, at: number) => (isCall(sql, at) ? list : '(?, …)'))
      .replace(/(\([^()]*\))(?:, \1)+/g, '$1, …')
      // Ids from the database itself, written out.
      .replace(/\bvalues \(\d+,\d+\)(?:,\(\d+,\d+\))*$/, 'values (1,1), …')
      .replace(/\bvalues \(\d+,\d+,\d+\)(?:,\(\d+,\d+,\d+\))*$/, 'values (1,1,1), …')
      .replace(/\bvalues \(\?, …\)$/, 'values (?, …), …'),
  )

/** Whether the bracket belongs to a function, whose number of values is part of the statement. */
const isCall = (sql: string, at: number): boolean => /[\w]$/.test(sql.slice(0, at))

const clause =
  /\s(?=(?:from|where|order by|group by|having|limit|set|values|union all|union|inner join|left join|on duplicate key|on conflict|for update|returning)\b)/g

const indented = (sql: string): string => {
  const lines = sql.replace(clause, '\n').split('\n')
  let depth = 0
  return lines
    .map((line) => {
      const text = `${'  '.repeat(Math.max(0, depth))}${line.trim()}`
      for (const letter of line) depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
      return text
    })
    .join('\n')
}
