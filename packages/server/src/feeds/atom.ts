import type { Feed, FeedItem } from './feed.types.ts'
import { textElement, toXml, type XmlNode } from './xml.ts'

/** RFC 4287. */
export const toAtom = (feed: Feed): string =>
  toXml('http://www.w3.org/2005/Atom', {
    name: 'feed',
    attributes: { 'xml:lang': feed.language },
    children: [
      textElement('id', feed.url),
      textElement('title', feed.title),
      textElement('subtitle', feed.description),
      textElement('updated', feed.updatedAt),
      // An entry without an author takes it from here: one of the two is asked for.
      { name: 'author', children: [textElement('name', feed.title)] },
      { name: 'link', attributes: { rel: 'self', type: 'application/atom+xml', href: feed.url } },
      { name: 'link', attributes: { rel: 'alternate', type: 'text/html', href: feed.pageUrl } },
      ...feed.items.map(toEntry),
    ],
  })

const toEntry = (item: FeedItem): XmlNode => ({
  name: 'entry',
  children: [
    textElement('id', item.url),
    textElement('title', item.title),
    textElement('published', item.publishedAt),
    textElement('updated', item.updatedAt),
    item.author === null ? null : { name: 'author', children: [textElement('name', item.author)] },
    { name: 'link', attributes: { rel: 'alternate', type: 'text/html', href: item.url } },
    ...item.tags.map((term) => ({ name: 'category', attributes: { term } })),
    textElement('summary', item.summary),
    { name: 'content', attributes: { type: 'html' }, children: [item.html] },
  ],
})
