import { Eta, type EtaConfig, type TemplateFunction } from 'eta/core'
import { SafeHtml, toMarkup, toTrustedMarkup } from './safe-html.ts'

/** A compiled template: a model in, markup out. */
export type Template = (model: object) => SafeHtml

/** Compiled templates run with their Eta as `this`: that is how they reach the helpers, without a global. */
class HelperEta extends Eta {
  readonly helpers: Readonly<Record<string, unknown>>
  readonly trusted = toTrustedMarkup

  constructor(config: Partial<EtaConfig>, helpers: Readonly<Record<string, unknown>>) {
    super(config)
    this.helpers = helpers
  }
}

/** Eta's own ways of printing and including get round the escaping or copy the whole model at each call. */
const refused = /\b(?:include|includeAsync|layout|output|capture|__eta)\b\s*[(.]/

/** What would lead out of a template is not there: it prints what it is given. `vitrine theme check` says so where it is named. */
const nothingElse = `const ${['fetch', 'process', 'globalThis', 'global', 'console', 'Buffer', 'setTimeout'].join(' = undefined, ')} = undefined;`

/**
 * Compiles one template.
 *
 * `<%= … %>` escapes; `<%~ … %>` takes {@link SafeHtml} only and throws for anything else; partials are called as
 * `partial.name(model)`.
 *
 * @param helpers - What templates can name besides `it`, the model.
 * @throws `TypeError` where a template does not parse or uses what is refused; the message names the template.
 */
export const compileTemplate = (name: string, text: string, helpers: Readonly<Record<string, unknown>>): Template => {
  const eta = new HelperEta(
    {
      autoEscape: true,
      autoTrim: false,
      rmWhitespace: true,
      escapeFunction: toMarkup,
      functionHeader: `const { ${Object.keys(helpers).join(', ')} } = this.helpers; const trusted = this.trusted; ${nothingElse}`,
      plugins: [
        {
          processAST: (nodes) =>
            nodes.map((node) => {
              if (typeof node === 'string') return node
              if (refused.test(node.val)) throw new TypeError(`Use partial.name(model) instead of “${node.val.trim()}”`)
              return node.t === 'r' ? { ...node, val: `trusted(${node.val})` } : node
            }),
        },
      ],
    },
    helpers,
  )
  let run: TemplateFunction
  try {
    run = eta.compile(text)
  } catch (error) {
    throw new TypeError(`Template “${name}”: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  return (model) => {
    try {
      return new SafeHtml(run.call(eta, model))
    } catch (error) {
      throw new Error(`Template “${name}” failed`, { cause: error })
    }
  }
}
