import { describe, expect, it, vi } from 'vitest'
import { html, SafeHtml } from './safe-html.ts'
import { createSlots } from './slots.ts'

describe('slots', () => {
  it('are empty until a plugin fills them, in order, and empty again when it leaves', () => {
    const slots = createSlots(() => {})
    expect(slots.render('photo.info', {}).toString()).toBe('')
    slots.fill('photo.info', { owner: 'late', order: 20, render: () => html`<i>late</i>` })
    const leave = slots.fill('photo.info', {
      owner: 'early',
      render: (view) => html`<b>${(view as { n: string }).n}</b>`,
    })
    expect(slots.render('photo.info', { n: '<' }).toString()).toBe(
      '<div data-plugin="early"><b>&lt;</b></div><div data-plugin="late"><i>late</i></div>',
    )
    expect(() => slots.fill('photo.info', { owner: 'early', render: () => html`` })).toThrow(TypeError)
    expect([leave(), leave()]).toEqual([true, false])
    expect(slots.render('photo.info', {}).toString()).not.toContain('early')
  })

  it('cut a plugin out that throws, returns text or returns too much; the others stay', () => {
    const log = vi.fn()
    const slots = createSlots(log)
    slots.fill('footer', {
      owner: 'throws',
      render: () => {
        throw new Error('no')
      },
    })
    slots.fill('footer', { owner: 'text', render: () => '<script>' as unknown as SafeHtml })
    slots.fill('footer', { owner: 'huge', render: () => new SafeHtml('x'.repeat(65 * 1024)) })
    slots.fill('footer', { owner: 'good', render: () => html`<p>fine</p>` })
    expect(slots.render('footer', {}).toString()).toBe('<div data-plugin="good"><p>fine</p></div>')
    expect(log.mock.calls.map(([, , fields]) => fields.owner)).toEqual(['throws', 'text', 'huge'])
  })
})
