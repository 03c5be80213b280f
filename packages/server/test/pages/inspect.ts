import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Nothing is wider than the window. */
export const expectNothingWider = async (page: Page): Promise<void> => {
  const wider = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(wider, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0)
}

/** Nothing wider than the window, and nothing serious for people with assistive technology. Needs a page with script. */
export const inspect = async (page: Page): Promise<void> => {
  await expectNothingWider(page)
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[]
  }>('axe.run()')
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  expect(told, page.url()).toEqual([])
}
