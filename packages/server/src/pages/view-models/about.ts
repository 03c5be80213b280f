import type { ViewContext } from './view-context.ts'

/** `AboutView@1`: what the gallery says about itself. */
export interface AboutView {
  readonly title: string
  /** What its owner wrote; empty: nothing. Each paragraph in parts, of which those with an address are links. */
  readonly paragraphs: readonly (readonly { readonly text: string; readonly url: string | null }[])[]
  /** Where administrators write it, while nothing is written. */
  readonly writeUrl: string | null
  /** As many as whoever asks may see. */
  readonly numbers: readonly string[]
  readonly ways: readonly { readonly name: string; readonly url: string }[]
  /** The program; its version is told to administrators. */
  readonly program: string
}

// Ends before the signs that end a sentence.
const address = /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'’”»]/gu

const toParts = (paragraph: string): AboutView['paragraphs'][number] => {
  const parts: { text: string; url: string | null }[] = []
  let from = 0
  for (const { 0: found, index } of paragraph.matchAll(address)) {
    if (!URL.canParse(found)) continue
    if (index > from) parts.push({ text: paragraph.slice(from, index), url: null })
    parts.push({ text: found, url: found })
    from = index + found.length
  }
  if (from < paragraph.length) parts.push({ text: paragraph.slice(from), url: null })
  return parts
}

export const toParagraphs = (text: string): AboutView['paragraphs'] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map(toParts)

export const toAboutView = (
  {
    title,
    about,
    photos,
    albums,
    version,
    isGuest,
    canWrite,
    hasFeeds,
  }: {
    readonly title: string
    readonly about: string
    readonly photos: number
    readonly albums: number
    /** `null`: not for whoever asks. */
    readonly version: string | null
    readonly isGuest: boolean
    readonly canWrite: boolean
    readonly hasFeeds: boolean
  },
  { links, t }: ViewContext,
): AboutView => {
  const name = 'Vitrine'
  return {
    title,
    paragraphs: toParagraphs(about),
    writeUrl: canWrite && about === '' ? links.path('/admin/site') : null,
    numbers: [t('about.photos', { count: photos }), t('about.albums', { count: albums })],
    ways: [
      { name: t('about.ways.albums'), url: links.homeUrl() },
      ...(hasFeeds ? [{ name: t('about.ways.feed'), url: links.path('/feeds/recent.atom') }] : []),
      { name: t('about.ways.api'), url: links.path('/api/v1/reference') },
      ...(isGuest ? [{ name: t('signIn.title'), url: links.signInUrl() }] : []),
    ],
    program: version === null ? t('about.program', { name }) : t('about.program.version', { name, version }),
  }
}
