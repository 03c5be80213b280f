import filenamify from 'filenamify'

/** File systems take 255 bytes of one name; a character takes four at most, and ` (12345)` and an ending come on top. */
const maxLength = 60

/**
 * Text as one part of a path that every system can write: no separators, no control or direction marks, no device of Windows, no end
 * that Windows cuts off, and not hidden.
 */
export const safeName = (text: string, fallback: string): string => {
  // A replacement is put at most once for what comes several times, and stands at no end that would be cut.
  const name = filenamify(text.toWellFormed().replaceAll('\ufffd', '_'), { replacement: '_', maxLength })
  const shown = name.replace(/^[.\s]+/, '')
  return shown === '' || /^_+$/.test(shown) ? fallback : shown
}

/** Name and ending of a file, the ending kept whole where it is one. */
export const splitName = (fileName: string): { readonly stem: string; readonly ending: string } => {
  const [, stem = fileName, ending = ''] = /^(.+)(\.[A-Za-z0-9]{1,10})$/s.exec(fileName) ?? []
  return { stem, ending }
}

/** Gives every file and folder a name of its own, also where upper and lower case are the same. */
export const createNames = () => {
  const taken = new Set<string>()
  /** Where to go on counting: a thousand files of one name are not tried a thousand times each. */
  const counts = new Map<string, number>()
  const keyOf = (path: string): string => path.normalize('NFKC').toLowerCase()

  return {
    /** Keeps a path for something else. */
    reserve: (path: string): void => {
      taken.add(keyOf(path))
    },

    /** @param folder - Ends in `/`, or is empty. */
    take: (folder: string, stem: string, ending: string): string => {
      const first = keyOf(`${folder}${stem}${ending}`)
      for (let count = counts.get(first) ?? 1; ; count++) {
        const path = `${folder}${stem}${count === 1 ? '' : ` (${count})`}${ending}`
        const key = keyOf(path)
        if (taken.has(key)) continue
        taken.add(key)
        counts.set(first, count + 1)
        return path
      }
    },
  }
}
