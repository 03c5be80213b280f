import type { Gallery } from '@vitrine/core'

/** Reads what administrators gave for the look of the site, by the name that it is served under. */
export interface SiteFiles {
  'site.css'(): Promise<string>
  /** @param digest - Of a picture of the logo. */
  'logo.png'(digest: string): Promise<Uint8Array>
}

/** Everybody sees it: it is read without anybody's rights. */
export const siteFilesOf = (gallery: Gallery): SiteFiles => {
  const settings = () => gallery.asSystem('the look of the site').settings
  return {
    'site.css': async () => (await settings().siteCss()).css,
    'logo.png': (digest) => settings().logoPicture(digest),
  }
}
