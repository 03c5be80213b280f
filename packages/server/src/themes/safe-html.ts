/**
 * Markup that may be printed as it is. Everything else is escaped.
 *
 * The text sits in a private field, so nothing that came in as JSON, a form or a row can pass for it.
 */
export class SafeHtml {
  readonly #markup: string

  constructor(markup: string) {
    this.#markup = markup
  }

  static is(value: unknown): value is SafeHtml {
    return typeof value === 'object' && value !== null && #markup in value
  }

  toString(): string {
    return this.#markup
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text

/** What `<%= value %>` prints: nothing for `null` and `undefined`, {@link SafeHtml} as it is, anything else escaped. */
export const toMarkup = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return SafeHtml.is(value) ? value.toString() : escapeHtml(String(value))
}

/** What `<%~ value %>` prints. @throws `TypeError` for anything but {@link SafeHtml} */
export const toTrustedMarkup = (value: unknown): string => {
  if (SafeHtml.is(value)) return value.toString()
  throw new TypeError(`A raw tag prints SafeHtml only, received ${value === null ? 'null' : typeof value}`)
}

/** Builds markup from a template literal: its own text is trusted, each value is escaped unless it is {@link SafeHtml}. */
export const html = (texts: TemplateStringsArray, ...values: readonly unknown[]): SafeHtml => {
  let markup = texts[0] ?? ''
  values.forEach((value, index) => {
    markup += (Array.isArray(value) ? value.map(toMarkup).join('') : toMarkup(value)) + (texts[index + 1] ?? '')
  })
  return new SafeHtml(markup)
}

export const joinHtml = (parts: Iterable<SafeHtml>): SafeHtml => {
  let markup = ''
  for (const part of parts) markup += part.toString()
  return new SafeHtml(markup)
}

/** Plain text with its line breaks, for descriptions. */
export const textWithBreaks = (text: string): SafeHtml =>
  new SafeHtml(escapeHtml(text.replace(/\r\n?/g, '\n')).replaceAll('\n', '<br>'))

/**
 * JSON for a `<script type="application/json">` element. `<` and the two line separators are escaped, so no value can
 * end the element, open a comment or end a line in an older script parser.
 */
export const toScriptJson = (value: unknown): SafeHtml =>
  new SafeHtml(
    JSON.stringify(value ?? null)
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  )
