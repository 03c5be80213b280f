import type { LogoPicture, SiteLogo } from '@vitrine/core'

/** A picture of the logo. */
export interface LogoPictureView {
  readonly url: string
  /** As it is shown at most, in CSS pixels. */
  readonly widthPx: number
  readonly heightPx: number
  /** The ground it is meant for; `null`: any. */
  readonly ground: 'light' | 'dark' | null
}

/** In place of the theme's mark. */
export interface LogoView {
  readonly pictures: readonly LogoPictureView[]
  /** The title stands beside it. Where it does not, it is there for those who listen. */
  readonly withTitle: boolean
}

/** The line of the header is hardly higher. */
const maxHeightPx = 36

/** @param urlOf - The address of a picture by its digest. */
export const toLogo = async (
  { light, dark, withTitle }: SiteLogo,
  urlOf: (digest: string) => Promise<string>,
): Promise<LogoView> => {
  const toView = async (
    { digest, widthPx, heightPx }: LogoPicture,
    ground: LogoPictureView['ground'],
  ): Promise<LogoPictureView> => {
    const shownPx = Math.min(maxHeightPx, heightPx)
    return { url: await urlOf(digest), widthPx: Math.round((widthPx * shownPx) / heightPx), heightPx: shownPx, ground }
  }
  return {
    pictures: await Promise.all([
      ...(light ? [toView(light, dark ? 'light' : null)] : []),
      ...(dark ? [toView(dark, light ? 'dark' : null)] : []),
    ]),
    withTitle,
  }
}
