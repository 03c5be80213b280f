import type { MessageKey, Translate } from '../../languages/messages.types.ts'

type TextKey = Extract<MessageKey, `upload.text.${string}`>

/** What the script of the page fills in, in braces as it finds them. */
const inBraces = {
  name: '{name}',
  names: '{names}',
  done: '{done}',
  files: '{files}',
  count: '{count}',
  failed: '{failed}',
  duplicates: '{duplicates}',
}

/** The sentences that the script of the page is given, all of them: one that is forgotten does not compile. */
const keys = {
  'upload.text.pause': true,
  'upload.text.resume': true,
  'upload.text.progressOf': true,
  'upload.text.cancelOf': true,
  'upload.text.retryOf': true,
  'upload.text.summary': true,
  'upload.text.duplicates': true,
  'upload.text.failures': true,
  'upload.text.more': true,
  'upload.text.nothing': true,
  'upload.text.unreadable': true,
  'upload.text.unfinished': true,
  'upload.text.state.waiting': true,
  'upload.text.state.sending': true,
  'upload.text.state.retrying': true,
  'upload.text.state.paused': true,
  'upload.text.state.done': true,
  'upload.text.state.duplicate': true,
  'upload.text.error.UNAUTHENTICATED': true,
  'upload.text.error.CSRF_REJECTED': true,
  'upload.text.error.FORBIDDEN': true,
  'upload.text.error.MEDIA_TOO_LARGE': true,
  'upload.text.error.MEDIA_TRUNCATED': true,
  'upload.text.error.STORAGE_FULL': true,
} satisfies Record<TextKey, true>

/** By their names without the beginning. */
export const uploadTexts = (t: Translate): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (Object.keys(keys) as TextKey[]).map((key) => [
      key.slice('upload.text.'.length),
      // Each takes what it names of them.
      (t as (key: TextKey, values: typeof inBraces) => string)(key, inBraces),
    ]),
  )
