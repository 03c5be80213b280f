import * as v from 'valibot'

const maxLength = 255

/** `12`, `12-iceland`: what albums without a permalink are found at. */
const looksNumbered = /^\d+(?:-[^/]*)?$/
/** Photos are found below their album. */
const looksLikePhoto = /(?:^|\/)photos\/[^/]+$/i

/**
 * The readable address of an album, `travel/2019/iceland`: parts of any script joined by slashes. Composed Unicode.
 * Kept out: what a browser or a proxy would read as something else, and what addresses by number look like.
 */
export const permalinkText = v.pipe(
  v.string('Must be text.'),
  v.check((value) => value.isWellFormed(), 'Must be well-formed text.'),
  v.transform((value) => value.normalize('NFC')),
  v.minLength(1, 'Must not be empty.'),
  v.maxLength(maxLength, `Must have ${maxLength} characters at most.`),
  v.check((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]/u.test(value), 'Must not hold blanks or control characters.'),
  v.check((value) => !/[\\?#%]/.test(value), 'Must not hold \\, ?, # or %.'),
  v.check(
    (value) => value.split('/').every((part) => part !== ''),
    'Must not start or end with a slash, or hold two together.',
  ),
  v.check((value) => value.split('/').every((part) => !/^\.+$/.test(part)), 'Must not have a part of dots alone.'),
  v.check((value) => !looksNumbered.test(value), 'Must not look like the number of an album.'),
  v.check((value) => !looksLikePhoto.test(value), 'Must not end like the address of a photo.'),
  v.check((value) => toPermalinkKey(value).length <= maxLength, `Must have ${maxLength} characters at most.`),
)

/** The permalink as compared: case aside. */
export const toPermalinkKey = (path: string): string => path.normalize('NFC').toLowerCase().normalize('NFC')
