import { describe, expect, it } from 'vitest'
import { html, SafeHtml, textWithBreaks, toMarkup, toScriptJson, toTrustedMarkup } from './safe-html.ts'

describe('SafeHtml', () => {
  it('cannot be forged by data', () => {
    const forged = JSON.parse('{"markup":"<b>","__proto__":{"toString":"x"}}')
    expect(SafeHtml.is(forged)).toBe(false)
    expect(SafeHtml.is(Object.create(SafeHtml.prototype))).toBe(false)
    expect(SafeHtml.is(new SafeHtml('<b>'))).toBe(true)
  })

  it('is the only thing a raw tag prints', () => {
    expect(toTrustedMarkup(new SafeHtml('<b>'))).toBe('<b>')
    for (const value of ['<b>', 1, null, undefined, {}]) expect(() => toTrustedMarkup(value)).toThrow(TypeError)
  })

  it('IN-14: escapes the five characters that end text or attributes', () => {
    expect(toMarkup(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
    expect(toMarkup(null) + toMarkup(undefined)).toBe('')
    expect(html`<p>${'<script>'}${new SafeHtml('<b>')}${['<', new SafeHtml('<i>')]}</p>`.toString()).toBe(
      '<p>&lt;script&gt;<b>&lt;<i></p>',
    )
    expect(textWithBreaks('a\r\n<b>\rc').toString()).toBe('a<br>&lt;b&gt;<br>c')
  })

  it('IN-15: writes JSON that cannot leave its script element', () => {
    const value = { text: '</script><!--\u2028\u2029', list: [1, null] }
    const json = toScriptJson(value).toString()
    expect(json).not.toMatch(/[<>\u2028\u2029]/)
    expect(JSON.parse(json)).toEqual(value)
    expect(toScriptJson(undefined).toString()).toBe('null')
  })
})
