const plain =
  (text: string): (() => string) =>
  () =>
    text

/** Sentences of the page where files are added. What stands in braces is filled in by the page's script. */
export const uploadEnglish = {
  'upload.title': plain('Add photos'),
  'upload.titleIn': (d: { name: string }) => `Add photos to ${d.name}`,
  'upload.lead': (d: { size: string }) => `Pictures, videos and documents, up to ${d.size} each.`,
  'upload.drop': plain('Drop files or folders anywhere on this page, or choose them.'),
  'upload.folders': plain('Folders become albums below this one.'),
  'upload.pickFiles': plain('Choose files'),
  'upload.pickFolder': plain('Choose a folder'),
  'upload.file': plain('File'),
  'upload.submit': plain('Add'),
  'upload.one': plain('One file at a time.'),
  'upload.added': plain('The file was added.'),
  'upload.duplicate': plain('This file was in the gallery already. It is in this album now.'),
  'upload.waits': plain('The file was sent in. It is shown once somebody who looks after the album has approved it.'),
  'upload.review': plain('What you add here is shown once somebody who looks after the album has approved it.'),
  'upload.toAlbum': plain('Show the album'),
  'upload.list': plain('Files'),
  'upload.total': plain('All files'),
  'upload.clear': plain('Clear the list of what is done'),
  'upload.retryAll': plain('Try again what failed'),
  'upload.retry': plain('Try again'),
  'upload.cancel': plain('Cancel'),
  'upload.photo': plain('Show'),
  'upload.text.pause': plain('Pause'),
  'upload.text.resume': plain('Go on'),
  'upload.text.progressOf': plain('Progress of {name}'),
  'upload.text.cancelOf': plain('Cancel: {name}'),
  'upload.text.retryOf': plain('Try again: {name}'),
  'upload.text.summary': plain('Added: {done} of {files}.'),
  'upload.text.duplicates': plain('In the gallery already: {duplicates}.'),
  'upload.text.failures': plain('Not added: {failed}.'),
  'upload.text.more': plain('… and {count} more'),
  'upload.text.nothing': plain('There was no file in that.'),
  'upload.text.unreadable': plain('That could not be read. Choose the files instead.'),
  'upload.text.unfinished': plain(
    'Not finished: {names} ({count}). Choose the same files again, and they go on where they stopped.',
  ),
  'upload.text.state.waiting': plain('Waiting'),
  'upload.text.state.sending': plain('Sending'),
  'upload.text.state.retrying': plain('The connection was lost. Trying again …'),
  'upload.text.state.paused': plain('Paused'),
  'upload.text.state.done': plain('Added'),
  'upload.text.state.duplicate': plain('Was there already'),
  'upload.text.error.UNAUTHENTICATED': plain('Reload the page and sign in, then choose the same files again.'),
  'upload.text.error.CSRF_REJECTED': plain('Then choose the same files again.'),
  'upload.text.error.FORBIDDEN': plain('Ask whoever looks after this album to let you add photos.'),
  'upload.text.error.MEDIA_TOO_LARGE': plain('Make it smaller and try again.'),
  'upload.text.error.MEDIA_TRUNCATED': plain('Copy it from the camera or the phone again.'),
  'upload.text.error.STORAGE_FULL': plain('Nothing more can be added until there is.'),
} as const

/** Those that the script of the page is given, by their names without the beginning. */
export const uploadTexts = Object.keys(uploadEnglish).filter(
  (key): key is Extract<keyof typeof uploadEnglish, `upload.text.${string}`> => key.startsWith('upload.text.'),
)
