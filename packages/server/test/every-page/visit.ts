import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectNothingWider, inspect } from '../pages/inspect.ts'
import { shoot } from '../pages/visited-site.ts'
import type { Filled } from './filled-site.ts'
import type { Role, Sample } from './pages.ts'

/** How somebody looks at pages. */
export interface Eyes {
  readonly role: Role
  readonly width: 390 | 1440
  readonly colorScheme: 'light' | 'dark'
  readonly script: boolean
}

const password = 'correct horse battery'
const usernames = { member: 'viewer', admin: 'admin' } as const

/** A browser of somebody: signed in, or come by a link. */
export const openEyes = async (browser: Browser, { site, link }: Filled, eyes: Eyes): Promise<BrowserContext> => {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: eyes.width, height: 844 },
    colorScheme: eyes.colorScheme,
    javaScriptEnabled: eyes.script,
  })
  if (eyes.role === 'link') {
    const page = await context.newPage()
    await page.goto(`${site.origin}/s/${link.key}`)
    await page.close()
  } else if (eyes.role !== 'guest') {
    const data = { username: usernames[eyes.role], password }
    expect((await context.request.post(`${site.origin}/api/v1/session`, { data })).status()).toBe(200)
  }
  return context
}

/** Goes to a page, and looks whether it is as good as all of them are to be. */
export const visit = async (page: Page, { site }: Filled, sample: Sample, eyes: Eyes): Promise<void> => {
  const said: string[] = []
  page.on('console', (message) => {
    // The browser's own word on a page that is refused, as it should be.
    const isRefusal = (sample.status ?? 200) >= 400 && message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusal) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  const response = await page.goto(`${site.origin}${sample.path}`)
  expect([sample.path, response?.status()]).toEqual([sample.path, sample.status ?? 200])
  await page.locator('main h1').first().waitFor({ state: 'attached' })
  if (eyes.script) await inspect(page)
  else await expectNothingWider(page)
  await shoot(
    page,
    `${sample.path.replaceAll(/[^\w-]+/g, '_')}-${eyes.role}-${eyes.width}-${eyes.colorScheme}${eyes.script ? '' : '-plain'}`,
  )
  const missed = await unreached(page)
  if (missed.length + said.length > 0) throw new Error([sample.path, ...missed, ...said].join('\n'))
}

/**
 * Goes through a page with the Tab key.
 *
 * @returns What can be used with a pointer and was not reached, or shows nothing when it was.
 */
const unreached = async (page: Page): Promise<string[]> => {
  const count = await page.evaluate<number>(`{
    // One of a group of radio buttons is a stop; the arrows reach the others.
    const isStop = (element) =>
      element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [hidden]') && element.getClientRects().length > 0 &&
      !(element.type === 'radio') && !element.closest('dialog:not([open])')
    window.stops = new Set([...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(isStop))
    window.unmarked = []
    // From the beginning, wherever the page put the focus.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    window.stops.size
  }`)
  for (let pressed = 0; pressed < count + 60; pressed++) {
    await page.keyboard.press('Tab')
    const isThrough = await page.evaluate<boolean>(`{
      const at = document.activeElement
      const wasStop = window.stops.delete(at)
      const marks = (element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      }
      const near = [at, at.parentElement, at.labels?.[0], ...at.children].filter(Boolean)
      if (wasStop && !near.some(marks)) window.unmarked.push(at)
      window.stops.size === 0 || at === document.body
    }`)
    if (isThrough) break
  }
  return page.evaluate<string[]>(
    `[...[...window.stops].filter(({ isConnected }) => isConnected).map((element) => 'never: ' + element.outerHTML.slice(0, 200)), ...window.unmarked.map((element) => 'unmarked: ' + element.outerHTML.slice(0, 200))]`,
  )
}
