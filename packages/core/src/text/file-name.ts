const forbidden = /[\0-\x1f\x7f/\\]/g

/**
 * A file name to show and to offer for a download: composed Unicode, the last part of whatever path was sent, no control
 * characters, 255 characters at most with the extension kept. It never becomes part of a path on disk.
 */
export const toDisplayName = (name: string): string => {
  const last = name.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? ''
  const clean = last.toWellFormed().normalize('NFC').replace(forbidden, '').trim()
  if (clean === '' || clean === '.' || clean === '..') return 'unnamed'
  const characters = [...clean]
  if (clean.length <= 255) return clean
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : ''
  return `${characters
    .slice(0, 200)
    .join('')
    .slice(0, 255 - extension.length - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…${extension}`.slice(0, 255)
}
