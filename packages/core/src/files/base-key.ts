/**
 * What the files of one picture have in common: the name without its last ending, whatever its case. `IMG_1.CR2` and `img_1.jpg` have
 * the same. Cut, so that an index holds it: names that are longer have to be compared themselves.
 */
export const toBaseKey = (name: string): string => {
  const dot = name.lastIndexOf('.')
  const base = dot > 0 ? name.slice(0, dot) : name
  return [...base.normalize('NFC').toLowerCase()].slice(0, 90).join('').slice(0, 100).toWellFormed()
}
