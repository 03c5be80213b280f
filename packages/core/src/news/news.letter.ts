import type { Letter, LetterBlock } from '../mail/mail.render.ts'
import type { MailLanguage } from '../mail/mail.sentences.ts'
import type { MailPage } from '../mail/mail.types.ts'
import type { News, NewsPhoto } from './read-news.ts'

/** The letter about what is new: albums with their counts and pictures, then whatever is in none of them. */
export const newsLetter = (
  { say, day }: MailLanguage,
  news: News,
  d: {
    readonly site: string
    readonly username: string
    readonly since: string
    /** Of the site's own. */
    readonly text: string | null
    readonly unsubscribeKey: string
    readonly linkTo: (page: MailPage) => string
  },
): Letter => {
  const { linkTo } = d
  const left = new Set(news.photos)
  const take = (fits: (photo: NewsPhoto) => boolean): LetterBlock['pictures'] =>
    [...left].filter(fits).map((photo) => {
      left.delete(photo)
      const { id, title, widthPx, heightPx, picture } = photo
      return { cid: picture.cid, alt: title, url: linkTo({ page: 'photo', id }), widthPx, heightPx }
    })
  const albums = news.albums.map(
    ({ id, name, count }): LetterBlock => ({
      title: say('mail.news.album', { album: name, count }),
      url: linkTo({ page: 'album', id }),
      pictures: take(({ albumIds }) => albumIds.includes(id)),
    }),
  )
  const others = take(() => true)
  const counted = say('mail.news.text', { count: news.count, since: day(d.since) })
  return {
    subject: say('mail.news.subject', { count: news.count, site: d.site }),
    paragraphs: [...(d.text === null ? [] : d.text.split(/\n{2,}/)), counted],
    // Not the text of the site's own, which is the same each time.
    preheader: counted,
    blocks: [...albums, ...(others.length === 0 ? [] : [{ title: null, url: null, pictures: others }])],
    after: news.comments === 0 ? [] : [say('mail.news.comments', { count: news.comments })],
    link: { label: say('mail.news.look'), url: linkTo({ page: 'recent' }) },
    closing: [say('mail.news.why', d)],
    unsubscribe: { label: say('mail.news.unsubscribe'), url: linkTo({ page: 'unsubscribe', token: d.unsubscribeKey }) },
    pictures: news.photos.map(({ picture }) => picture),
  }
}
