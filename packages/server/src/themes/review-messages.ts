const plain =
  (text: string): (() => string) =>
  () =>
    text

const photos = (count: number): string => `${count} ${count === 1 ? 'photo' : 'photos'}`

/** Sentences of the pages where photos that were sent in are decided on, and where their senders see what became of them. */
export const reviewEnglish = {
  'review.title': plain('Review'),
  'review.text': plain('Photos that members and guests have sent in. Nobody sees them before you approve them.'),
  'review.waiting': plain('Waiting'),
  'review.returned': plain('Sent back'),
  'review.states': plain('Which photos'),
  'review.count': (d: { count: number }) => photos(d.count),
  'review.none': plain('Nothing is waiting.'),
  'review.none.returned': plain('Nothing was sent back.'),
  'review.photos': plain('Photos'),
  'review.from': (d: { name: string }) => `From ${d.name}`,
  'review.from.link': (d: { name: string }) => `By the link “${d.name}”`,
  'review.from.guest': plain('From a guest'),
  'review.in': (d: { name: string }) => `in ${d.name}`,
  'review.albumGone': plain('in an album that is gone'),
  'review.note.of': (d: { note: string }) => `Note: ${d.note}`,
  'review.approve': plain('Approve'),
  'review.note': plain('Note to the sender'),
  'review.note.hint': plain('Only for photos that you send back.'),
  'review.note.missing': plain('Say what is wrong with it.'),
  'review.sendBack': plain('Send back'),
  'review.reopen': plain('Let them wait again'),
  'review.pick': plain('Choose a photo.'),
  'review.all': plain('Choose all'),
  'review.keys': plain('Keys: J and K go from photo to photo, X chooses, A approves, N goes to the note.'),
  'review.done.approved': (d: { count: number }) => `${photos(d.count)} approved.`,
  'review.done.returned': (d: { count: number }) => `${photos(d.count)} sent back.`,
  'review.done.waiting': (d: { count: number }) => `${photos(d.count)} waiting again.`,
  'review.undo': plain('Undo'),
  'review.more': plain('Further photos'),
  'mine.title': plain('What you sent in'),
  'mine.lead': plain('Photos are shown once somebody who looks after the album has approved them.'),
  'mine.none': plain('You have sent in nothing.'),
  'mine.waiting': plain('Waiting'),
  'mine.returned': plain('Sent back'),
  'mine.approved': plain('Approved'),
  'mine.again': plain('Send in again'),
  'mine.withdraw': plain('Take back'),
  'mine.quota.photos': (d: { used: string; max: string }) => `${d.used} of ${d.max} photos`,
  'mine.quota.bytes': (d: { used: string; max: string }) => `${d.used} of ${d.max}`,
  'mine.quota': plain('Room'),
  'mine.older': plain('Older ones'),
}
