/**
 * The steps of a file on its way to being a photo, in their order. Every way in goes through those that it has: a file of a library
 * root lies where it is, so that nothing of it is staged or placed.
 *
 * - `stage`: the bytes lie on the disk, whole, outside of the gallery
 * - `inspect`: what the file is, by its bytes, and whether it keeps within bounds (pixels, frames, pages, seconds, bytes)
 * - `hash`: SHA-256 and MD5 of all bytes, while they arrive or beside `inspect`
 * - `duplicate`: is such a photo there already, and what is then done?
 * - `metadata`: what the file says of itself
 * - `place`: the original has its place in the storage, safe from a power cut
 * - `record`: the rows of the photo, in one transaction that is still open
 * - `commit`: that transaction, to its end; from here on the photo is there
 * - `announce`: hooks and jobs have heard of it
 */
export const ingestSteps = [
  'stage',
  'inspect',
  'hash',
  'duplicate',
  'metadata',
  'place',
  'record',
  'commit',
  'announce',
] as const

export type IngestStep = (typeof ingestSteps)[number]

/** Runs a step. Tests put faults before and after each. */
export type RunStep = <T>(step: IngestStep, work: () => Promise<T>) => Promise<T>

/** What a gallery does outside of tests. */
export const runStep: RunStep = (_step, work) => work()
