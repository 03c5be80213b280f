import { Eta } from 'eta/core'

/** A template as a function for the type checker, and where each of its lines came from. */
export interface TemplateSource {
  readonly code: string
  /** Line of the template by line of `code`, both from 1. */
  readonly lineOf: ReadonlyMap<number, number>
}

interface Tag {
  readonly t: string
  readonly val: string
  readonly lineNo?: number
}

const parser = new Eta({ debug: true, autoTrim: false })

/**
 * The code of a template as a function body: `<%= x %>` is `print(x)`, `<%~ x %>` is `raw(x)`, which takes markup alone.
 *
 * @param head - The first lines, up to the opening of the function.
 * @throws `Error` of Eta where the template does not parse
 */
export const toTemplateSource = (template: string, head: string): TemplateSource => {
  const lines = head.split('\n')
  const lineOf = new Map<number, number>()
  const add = (code: string, line: number): void => {
    code.split('\n').forEach((text, index) => {
      lines.push(text)
      lineOf.set(lines.length, line + index)
    })
  }
  for (const node of parser.parse(template) as (string | Tag)[]) {
    if (typeof node === 'string') continue
    const line = node.lineNo ?? 1
    if (node.t === 'i') add(`print(${node.val}\n)`, line)
    else if (node.t === 'r') add(`raw(${node.val}\n)`, line)
    else add(node.val, line)
  }
  lines.push('}')
  return { code: lines.join('\n'), lineOf }
}
