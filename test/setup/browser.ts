import { type Browser, chromium } from 'playwright-core'

let opened: Promise<Browser> | undefined

/** The browser of this process, for all its suites: it ends with the process. Each test has contexts of its own, and closes them. */
export const openBrowser = (executablePath: string): Promise<Browser> => {
  opened ??= chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return opened
}

/** Ends what a suite has open in it. */
export const closePages = async (browser: Browser | undefined): Promise<void> => {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
}
