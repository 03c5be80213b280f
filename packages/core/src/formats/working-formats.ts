import { type FormatName, formats } from '../media/formats.ts'

const names: readonly FormatName[] = [
  'dng',
  'cr2',
  'cr3',
  'nef',
  'arw',
  'orf',
  'rw2',
  'pef',
  'srw',
  'raf',
  'tif',
  'psd',
] as const

/** Files to work on rather than to look at: what cameras and programs keep beside the picture that is shown. */
const workingFormats: ReadonlySet<string> = new Set(names.map((name) => formats[name].mimeType))

export const isWorkingFormat = (mimeType: string): boolean => workingFormats.has(mimeType)
