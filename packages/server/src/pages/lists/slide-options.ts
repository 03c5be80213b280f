import { getCookie, type H3Event } from 'h3'
import type { LinkQuery } from '../../links.ts'

export interface SlideOptions {
  /** 3 to 30. */
  readonly seconds: number
  readonly isLoop: boolean
  readonly hasCaptions: boolean
  readonly isPlaying: boolean
  /** Seed of an order that looks like none. */
  readonly shuffle: number | null
}

export const secondsRange = { min: 3, max: 30, usual: 5 } as const

/** What the page's script remembers: `5.1.1`, see `remember`. */
const cookieName = 'vitrine_slideshow'

const toSeconds = (text: string | null | undefined): number | null => {
  const seconds = /^\d{1,2}$/.test(text ?? '') ? Number(text) : 0
  return seconds === 0 ? null : Math.min(secondsRange.max, Math.max(secondsRange.min, seconds))
}

/** As the address says, else as they were chosen before. A form that was sent says it all, and what it does not tick is off. */
export const readSlideOptions = (event: H3Event, query: URLSearchParams, newSeed: () => number): SlideOptions => {
  const [seconds, loop, captions] = (getCookie(event, cookieName) ?? '').split('.')
  const isForm = query.get('options') === '1'
  const flag = (name: string, kept: string | undefined): boolean => {
    const value = query.get(name) ?? (isForm ? '0' : kept)
    return value !== '0'
  }
  const shuffle = query.get('shuffle') ?? ''
  return {
    seconds: toSeconds(query.get('seconds')) ?? toSeconds(seconds) ?? secondsRange.usual,
    isLoop: flag('loop', loop),
    hasCaptions: flag('captions', captions),
    isPlaying: query.get('play') !== '0',
    shuffle: /^[1-9]\d{0,8}$/.test(shuffle) ? (shuffle === '1' ? newSeed() : Number(shuffle)) : null,
  }
}

/** The same as an address says it, where a browser without script has nothing else to remember it by. */
export const toSlideQuery = (
  { seconds, isLoop, hasCaptions, isPlaying, shuffle }: SlideOptions,
  { isKept }: { readonly isKept: boolean },
): LinkQuery => ({
  shuffle,
  play: isPlaying ? undefined : 0,
  ...(isKept ? { seconds, loop: isLoop ? 1 : 0, captions: hasCaptions ? 1 : 0 } : {}),
})
