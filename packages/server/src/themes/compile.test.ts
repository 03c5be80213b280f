import { describe, expect, it } from 'vitest'
import { compileTemplate } from './compile.ts'
import { SafeHtml } from './safe-html.ts'

const helpers = { shout: (text: string) => text.toUpperCase(), bold: (text: string) => new SafeHtml(`<b>${text}</b>`) }
const render = (text: string, model: object = {}): string => compileTemplate('test', text, helpers)(model).toString()

describe('compileTemplate', () => {
  it('escapes by itself and names the helpers', () => {
    expect(render('<p><%= it.name %> <%= shout("a") %></p>', { name: '<i>' })).toBe('<p>&lt;i&gt; A</p>')
  })

  it('takes nothing but SafeHtml in a raw tag', () => {
    expect(render('<%~ bold("x") %>')).toBe('<b>x</b>')
    expect(() => render('<%~ it.name %>', { name: '<i>' })).toThrow(/Template “test” failed/)
    // Two values in one raw tag must not get round the check.
    expect(() => render('<%~ bold("x") + it.name %>', { name: '<i>' })).toThrow(/failed/)
  })

  it.each(['<%~ include("x") %>', '<% layout("x") %>', '<% output("x") %>', '<% __eta.res += "x" %>'])(
    'refuses %s when it compiles',
    (text) => {
      expect(() => compileTemplate('test', text, helpers)).toThrow(/Template “test”.*partial/)
    },
  )

  it('names the template that does not parse', () => {
    expect(() => compileTemplate('mosaic/home', '<% if ( { %>', helpers)).toThrow(/mosaic\/home/)
  })

  it('IN-20: does not run what looks like a template in content', () => {
    for (const text of ['<%= 7*7 %>', '{{7*7}}', '$' + '{7*7}']) {
      expect(render('<%= it.text %>', { text })).not.toContain('49')
    }
  })
})
