import type { Feed } from './feed.types.ts'

/** https://www.jsonfeed.org/version/1.1/ */
export const toJsonFeed = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    ...(feed.description === null ? {} : { description: feed.description }),
    home_page_url: feed.pageUrl,
    feed_url: feed.url,
    language: feed.language,
    items: feed.items.map((item) => ({
      id: item.url,
      url: item.url,
      title: item.title,
      content_html: item.html,
      ...(item.summary === null ? {} : { summary: item.summary }),
      ...(item.imageUrl === null ? {} : { image: item.imageUrl }),
      date_published: item.publishedAt,
      date_modified: item.updatedAt,
      ...(item.author === null ? {} : { authors: [{ name: item.author }] }),
      ...(item.tags.length === 0 ? {} : { tags: item.tags }),
    })),
  })
