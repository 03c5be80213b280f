import { isWorkingFormat } from './working-formats.ts'

/** Photos and files of one base name in one place that are looked at; of more, nobody could say which is meant. */
export const maxNamesakes = 10
/** Cameras write the two files of one picture one after the other. */
const maxApartMs = 2_000

/** What a photo, or a file that may become one, is known by among files of the same base name. */
export interface Namesake {
  readonly fileName: string
  readonly mediaType: string
  readonly mimeType: string
  readonly takenAtLocal: string | null
}

/**
 * Whether two files are one picture: of the same base name, one to look at and the other to work on. Where both know when they were
 * taken, it must be the same moment: cameras begin to count anew.
 */
export const isSamePicture = (one: Namesake, other: Namesake): boolean =>
  one.mediaType === 'image' &&
  other.mediaType === 'image' &&
  isWorkingFormat(one.mimeType) !== isWorkingFormat(other.mimeType) &&
  wholeBase(one.fileName) === wholeBase(other.fileName) &&
  isSameMoment(one.takenAtLocal, other.takenAtLocal)

/** The name without its ending, see `toBaseKey`: keys are cut. */
export const wholeBase = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=.)\.[^.]*$/s, '')

const isSameMoment = (one: string | null, other: string | null): boolean => {
  if (one === null || other === null) return true
  return Math.abs(Date.parse(`${one}Z`) - Date.parse(`${other}Z`)) <= maxApartMs
}
