import { accountEnglish } from './account-messages.ts'
import { adminEnglish } from './admin-messages.ts'
import { browseEnglish } from './browse-messages.ts'
import { commentEnglish } from './comment-messages.ts'
import { fileEnglish } from './file-messages.ts'
import { metadataEnglish } from './metadata-messages.ts'
import { operationEnglish } from './operation-messages.ts'
import { picturesEnglish } from './picture-messages.ts'
import { referenceEnglish } from './reference-messages.ts'
import { reviewEnglish } from './review-messages.ts'
import { securityEnglish } from './security-messages.ts'
import { shareEnglish } from './share-messages.ts'
import { storageEnglish } from './storage-messages.ts'
import { tableEnglish } from './table-messages.ts'
import { uploadEnglish } from './upload-messages.ts'
import { webhookEnglish } from './webhook-messages.ts'

/**
 * Every sentence of the pages, in English. A language is an object of this type; missing keys fall back to these.
 * Entries with values are functions, so that each language can build its plurals in its own way.
 */
const many = (count: number, one: string, other: string, format: (value: number) => string): string =>
  `${format(count)} ${count === 1 ? one : other}`

type Format = (value: number) => string
const plain =
  (text: string): (() => string) =>
  () =>
    text

export const english = {
  ...accountEnglish,
  ...adminEnglish,
  ...browseEnglish,
  ...commentEnglish,
  ...fileEnglish,
  ...metadataEnglish,
  ...referenceEnglish,
  ...securityEnglish,
  ...reviewEnglish,
  ...shareEnglish,
  ...operationEnglish,
  ...storageEnglish,
  ...picturesEnglish,
  ...tableEnglish,
  ...uploadEnglish,
  ...webhookEnglish,
  'skip.content': plain('Skip to content'),
  'nav.main': plain('Main'),
  'nav.albums': plain('Albums'),
  'nav.tags': plain('Tags'),
  'nav.library': plain('Library'),
  'nav.account': plain('Account'),
  'nav.breadcrumbs': plain('Where you are'),
  'search.label': plain('Search photos'),
  'search.placeholder': plain('Search'),
  'search.submit': plain('Search'),
  'search.title': plain('Search'),
  'search.titleFor': (d: { q: string }) => `Search: ${d.q}`,
  'search.results': (d: { count: number; q: string }, n: Format) =>
    `${many(d.count, 'photo', 'photos', n)} for “${d.q}”`,
  'search.empty.title': plain('What are you looking for?'),
  'search.empty.text': plain(
    'Words from titles, descriptions, file names, authors and tags. Every word must occur; the beginning of a word is enough.',
  ),
  'search.none.title': (d: { q: string }) => `Nothing found for “${d.q}”`,
  'search.none.text': plain('Try fewer words, only the beginning of a word, or look through the tags.'),
  'search.help.title': plain('What you can ask'),
  'search.help.words': plain('both words, each at least as the beginning of a word'),
  'search.help.or': plain('one word or the other'),
  'search.help.not': plain('the first word without the second'),
  'search.help.phrase': plain('these words, one after another'),
  'search.help.tag': plain('tags only; likewise title, file, author, place, camera, lens, album'),
  'search.help.created': plain(
    'taken in these years; a month or a day will do as well, and posted: for when it came in',
  ),
  'search.help.camera': plain('by camera and sensitivity; likewise aperture, exposure, focal'),
  'search.help.figures': plain('by size and shape; likewise height, size, ratio, filesize, rating, visits'),
  'search.help.near': plain('taken within so far of a place'),
  'search.help.without': plain('without any tag; tag:* with one; likewise author, title, rating, place'),
  'search.tooLong': plain('That is more than a search can take. Use fewer words.'),
  'viewing.guest': plain('You see the gallery as a guest does.'),
  'viewing.user': (d: { name: string }) => `You see the gallery as ${d.name} does.`,
  'viewing.group': (d: { name: string }) => `You see the gallery as somebody in the group “${d.name}” does.`,
  'viewing.link': (d: { name: string }) => `You see the gallery as whoever has the link “${d.name}” does.`,
  'viewing.shared': (d: { name: string }) => `You see what was shared with you: “${d.name}”.`,
  'viewing.stop': plain('Stop'),
  'viewing.leave': plain('Leave'),
  'mode.toggle': plain('Switch between light and dark'),
  'signIn.title': plain('Sign in'),
  'signIn.lead': plain('To see what was shared with you.'),
  'signIn.username': plain('User name'),
  'signIn.password': plain('Password'),
  'signIn.submit': plain('Sign in'),
  'signIn.missing.username': plain('Enter your user name.'),
  'signIn.missing.password': plain('Enter your password.'),
  'signOut.submit': plain('Sign out'),
  'setUp.title': plain('Welcome to Vitrine'),
  'setUp.lead': plain('Make the administrator of this gallery. This link works once.'),
  'setUp.email': plain('E-mail address'),
  'setUp.optional': plain('optional'),
  'setUp.passwordHint': plain('At least 8 characters. A few words you can remember are best.'),
  'setUp.submit': plain('Create administrator'),
  'setUp.done.title': plain('This link is not valid any more'),
  'setUp.done.text': plain(
    'The gallery has an administrator already, or a newer link was made. Look at the terminal in which Vitrine runs.',
  ),
  'home.newest': plain('Newest photos'),
  'home.albums': plain('Albums'),
  'home.photos': plain('Photos'),
  'home.empty.title': plain('There is nothing here yet'),
  'home.empty.admin': plain('Open a folder with “vitrine ~/Pictures”, and its photos appear here while they are read.'),
  'home.empty.signIn': plain('Some galleries show their photos to people they know only. Sign in to see yours.'),
  'home.empty.member': plain('Nothing was shared with you yet.'),
  'home.reading.title': plain('Your photos are on their way'),
  'home.reading.text': plain('Vitrine is reading your folder. What it has read appears here.'),
  'album.subAlbums': plain('Albums'),
  'album.photos': plain('Photos'),
  'album.photosBelow': plain('Photos in these albums'),
  'album.private': plain('Private'),
  'album.locked': plain('Locked'),
  'album.empty.title': plain('This album is empty'),
  'album.empty.folder': plain('Put photos into its folder and synchronise the library.'),
  'album.empty.text': plain('Photos that are added to it appear here.'),
  'count.photos': (d: { count: number }, n: Format) => many(d.count, 'photo', 'photos', n),
  'count.albums': (d: { count: number }, n: Format) => many(d.count, 'album', 'albums', n),
  'sort.label': plain('Sort by'),
  'sort.submit': plain('Apply'),
  'sort.takenAt': plain('Oldest first'),
  'sort.-takenAt': plain('Newest first'),
  'sort.-addedAt': plain('Recently added'),
  'sort.addedAt': plain('Added first'),
  'sort.fileName': plain('File name A–Z'),
  'sort.-fileName': plain('File name Z–A'),
  'sort.-rating': plain('Best rated'),
  'sort.-views': plain('Most viewed'),
  'sort.position': plain('Album order'),
  'more.photos': plain('Load more'),
  'more.albums': plain('More albums'),
  'more.start': plain('Back to the start'),
  'more.loading': plain('Loading…'),
  'more.failed': plain('Could not load more. Try again'),
  'photo.previous': plain('Previous'),
  'photo.next': plain('Next'),
  'photo.up': (d: { name: string }) => `Back to ${d.name}`,
  'photo.position': (d: { position: number; total: number }, n: Format) => `${n(d.position)} / ${n(d.total)}`,
  'photo.positionLong': (d: { position: number; total: number }, n: Format) =>
    `Photo ${n(d.position)} of ${n(d.total)}`,
  'photo.info': plain('Information'),
  'photo.fullScreen': plain('Full screen'),
  'photo.download': plain('Download original'),
  'photo.downloadSize': plain('Download'),
  'photo.help': plain('Keyboard shortcuts'),
  'photo.details': plain('Details'),
  'photo.taken': plain('Taken'),
  'photo.camera': plain('Camera'),
  'photo.lens': plain('Lens'),
  'photo.exposure': plain('Exposure'),
  'photo.dimensions': plain('Dimensions'),
  'photo.pixels': (d: { width: number; height: number; megapixels: string }) =>
    `${d.width} × ${d.height} · ${d.megapixels} MP`,
  'photo.duration': plain('Duration'),
  'photo.file': plain('File'),
  'photo.author': plain('Author'),
  'photo.copyright': plain('Copyright'),
  'photo.tags': plain('Tags'),
  'photo.albums': plain('Albums'),
  'photo.place': plain('Place'),
  'photo.altitude': (d: { metres: string }) => `${d.metres} m above sea level`,
  'photo.openPlace': plain('Open in your map application'),
  'photo.cover.make': plain('Make it the cover of the album'),
  'photo.cover.is': plain('Cover of the album'),
  'photo.cover.hint': plain('Press to go back to the newest photo.'),
  'photo.copies': plain('Or a copy:'),
  'photo.copies.edited': plain('with what is written here'),
  'photo.copies.withoutPosition': plain('without its position'),
  'photo.copies.stripped': plain('without metadata'),
  'photo.copies.sidecar': plain('XMP sidecar'),
  'photo.metadata': plain('All metadata'),
  'photo.noPicture': plain('No picture can be made of this file.'),
  'photo.noPicture.download': plain('Download it to open it with a program of yours.'),
  'photo.video.waiting': plain('This video will be converted so that it plays here. Come back in a while.'),
  'photo.video.running': (d: { percent: number }) =>
    `This video is being converted so that it plays here: ${d.percent} % done.`,
  'photo.video.impossible': plain('This video cannot be converted here. Download it to watch it.'),
  'photo.videoOnly': plain('This browser may not play this kind of video. Download it to watch it.'),
  'photo.kind.image': plain('Photo'),
  'photo.kind.video': plain('Video'),
  'photo.kind.document': plain('Document'),
  'keys.title': plain('Keyboard shortcuts'),
  'keys.close': plain('Close'),
  'keys.next': plain('Next and previous photo'),
  'keys.up': plain('Back to the list'),
  'keys.info': plain('Show or hide information'),
  'keys.fullScreen': plain('Full screen'),
  'keys.download': plain('Download the original'),
  'keys.search': plain('Search'),
  'keys.help': plain('This list'),
  'tags.title': plain('Tags'),
  'tags.cloud': plain('Most used'),
  'tags.letters': plain('By letter'),
  'tags.all': plain('All tags'),
  'tags.empty.title': plain('No tags yet'),
  'tags.empty.text': plain('Keywords that your photos carry become tags by themselves.'),
  'tags.more': plain('More tags'),
  'tag.title': (d: { name: string }) => `Tag: ${d.name}`,
  'admin.title': plain('Library'),
  'admin.lead': plain('Folders that Vitrine reads in place. It never writes into them.'),
  'admin.roots': plain('Folders'),
  'admin.root.new': plain('Not read yet'),
  'admin.root.ready': plain('Up to date'),
  'admin.root.offline': plain('Not reachable'),
  'admin.root.suddenly-empty': plain('Suddenly empty'),
  'admin.root.reading': plain('Reading'),
  'admin.root.offline.text': plain(
    'The folder cannot be reached: a disk may be unplugged or a share not mounted. Nothing was marked as deleted; your albums stay as they were. Connect it and synchronise again.',
  ),
  'admin.root.suddenly-empty.text': plain(
    'The folder had photos and has none now, as if a disk was not mounted. Nothing was marked as deleted. If you emptied it on purpose, run “vitrine sync --accept-empty”.',
  ),
  'admin.root.lastSync': plain('Last synchronised'),
  'admin.root.never': plain('Never'),
  'admin.root.openAlbum': plain('Open album'),
  'admin.watch.events': plain('Changes are taken over as they happen.'),
  'admin.watch.schedule': plain('Not watched yet.'),
  'admin.watch.elsewhere': plain('Another process of this gallery looks after it.'),
  'admin.watch.off': plain('Not watched.'),
  'admin.watch.limit': plain('More folders than the system lets Vitrine watch: changes are found at the times set.'),
  'admin.watch.unsupported': plain('This file system does not tell of changes: they are found at the times set.'),
  'admin.watch.next': (d: { at: string }) => `Looked through next: ${d.at}.`,
  'admin.watch.noNext': plain('No time is set to look through all of it.'),
  'admin.settings': plain('When folders are looked through'),
  'admin.settings.on': plain('On'),
  'admin.settings.off': plain('Off'),
  'admin.settings.locked': plain('Fixed by the configuration of the server.'),
  'admin.settings.watch': plain('Take changes over as they happen'),
  'admin.settings.watch.hint': plain('Files that arrive by FTP, SFTP, rsync or Syncthing appear by themselves.'),
  'admin.settings.schedule': plain('Look through everything'),
  'admin.settings.schedule.hint': plain(
    '“every 15 minutes”, “hourly”, “daily”, or five fields of cron. Empty: never by itself.',
  ),
  'admin.settings.quiet': plain('Seconds without a write before a file is read'),
  'admin.settings.quiet.hint': plain('More where files arrive over slow or shaky connections.'),
  'admin.settings.saved': plain('Saved.'),
  'admin.sync': plain('Synchronise now'),
  'admin.sync.started': plain('Synchronisation started.'),
  'admin.noRoots.title': plain('No folder yet'),
  'admin.noRoots.text': plain('Start Vitrine with a folder, for example “vitrine ~/Pictures”, to show it here.'),
  'admin.summary.added': plain('added'),
  'admin.summary.changed': plain('changed'),
  'admin.summary.moved': plain('moved'),
  'admin.summary.deleted': plain('deleted'),
  'admin.summary.restored': plain('restored'),
  'admin.summary.unchanged': plain('unchanged'),
  'admin.problems': plain('Left out'),
  'admin.problems.lead': plain(
    'Files and folders that could not become photos, and why. They are tried again when they change.',
  ),
  'admin.problems.none': plain('Nothing was left out.'),
  'admin.problems.path': plain('File'),
  'admin.problems.reason': plain('Reason'),
  'admin.problems.since': plain('Since'),
  'admin.problems.more': plain('More'),
  'progress.starting': plain('Looking through your folder…'),
  'progress.scanning': (d: { folders: number }, n: Format) =>
    `Looking through your folder… ${many(d.folders, 'folder', 'folders', n)}`,
  'progress.reading': (d: { done: number; total: number }, n: Format) =>
    `Reading your folder… ${n(d.done)} of ${n(d.total)}`,
  'progress.finishing': plain('Finishing…'),
  'error.400.title': plain('That address does not work'),
  'error.401.title': plain('Sign in to continue'),
  'error.403.title': plain('This is not yours to open'),
  'error.404.title': plain('There is nothing here'),
  'error.404.text': plain('The page was moved or removed, or the address is mistyped.'),
  'error.404.guest': plain('If it was shared with you, signing in may bring it back.'),
  'error.429.title': plain('One moment, please'),
  'error.500.title': plain('Something went wrong on our side'),
  'error.500.text': plain('It was written to the log. Try again in a moment.'),
  'error.503.title': plain('Back in a moment'),
  'error.home': plain('To the gallery'),
  'footer.poweredBy': plain('Vitrine'),
} satisfies Record<string, (values: never, format: Format) => string>

export type MessageKey = keyof typeof english
export type Messages = { readonly [K in MessageKey]: (typeof english)[K] }

type Values<K extends MessageKey> = Parameters<(typeof english)[K]> extends [infer V, ...unknown[]] ? [values: V] : []

/** `t('count.photos', { count: 3 })` → `3 photos`. Keys and their values are checked by the compiler. */
export type Translate = <K extends MessageKey>(key: K, ...values: Values<K>) => string

export const createTranslate = (messages: Partial<Messages>, format: Format): Translate => {
  return (key, ...values) => {
    const build = (messages[key] ?? english[key]) as (values: unknown, format: Format) => string
    return build(values[0], format)
  }
}
