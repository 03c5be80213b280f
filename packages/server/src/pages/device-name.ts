import Bowser from 'bowser'
import type { ViewContext } from './view-models/view-context.ts'

/** As much of a name as a list shows. */
const maxLength = 60

/** A browser by what it says of itself: `Firefox on Windows`. Programs go by the first word they say. */
export const deviceName = (userAgent: string | null, { t }: Pick<ViewContext, 't'>): string => {
  if (userAgent === null || userAgent.trim() === '') return t('account.session.unknown')
  const { browser, os } = Bowser.parse(userAgent)
  if (browser.name && os.name) return t('account.session.device', { browser: browser.name, system: os.name })
  return (userAgent.split(/[\s(]/)[0] ?? '').slice(0, maxLength) || t('account.session.unknown')
}
